import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'
import { Chapter } from '../chapter.tsx'
import { useFilters } from '../period.ts'
import { useReason } from '../reason.ts'
import type { DashboardProps } from './props.ts'
import classes from './table.module.css'

/** Which visits are not clicks, and why. */
export const LeftOut = ({ dashboard: { left_out, figures, period } }: DashboardProps) => {
  const t = useTranslations('insights')
  const format = useFormat()
  const explained = useFilters(period)
  const reasonOf = useReason()
  const label = t('dashboard.left_out.title')
  return (
    <Chapter
      title={label}
      detail={t('dashboard.left_out.detail')}
      explanation={explained({ definition: t('figures.clicks.definition'), sample: t('dashboard.left_out.sample', { count: left_out.hits + figures.clicks.value }), robots: left_out.hits })}
    >
      {left_out.reasons.length === 0 ? <p className={classes.note}>{t('dashboard.left_out.empty')}</p> : (
        <dl className={classes.reasons}>
          {left_out.reasons.map(({ reason, hits }) => (
            <div key={reason} className={classes.reason}>
              <dt><span className={classes.name}>{reasonOf(reason).name}</span><span className={classes.note}>{reasonOf(reason).detail}</span></dt>
              <dd>{format.number(hits)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Chapter>
  )
}
