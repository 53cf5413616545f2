import { Anchor, Button } from '@mantine/core'
import { allows } from '@portevoix/contract/permissions'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMember } from '#app/session.ts'
import { useFormat } from '#ui/use-format.ts'
import { Chapter } from '../chapter.tsx'
import { useExplained, useNamedFilters } from './narrowing.ts'
import { useReason } from '#room/links/reason.ts'
import type { DashboardProps } from './props.ts'
import classes from './table.module.css'

/** So many reasons are told at first, the most frequent; one more would not be worth a press. */
const first = 6

/** Which visits are not clicks, and why. */
export const LeftOut = ({ dashboard }: DashboardProps) => {
  const { left_out, figures } = dashboard
  const t = useTranslations('insights')
  const format = useFormat()
  const explained = useExplained(dashboard)
  const reasonOf = useReason()
  const filtered = useNamedFilters(dashboard.filters).length > 0
  const member = useMember()
  const label = t('dashboard.left_out.title')
  const list = useId()
  const [unfolded, setUnfolded] = useState(false)
  const rest = left_out.reasons.length > first + 1 ? left_out.reasons.length - first : 0
  return (
    <Chapter
      title={label}
      detail={t('dashboard.left_out.detail')}
      explanation={explained({ definition: t('figures.clicks.definition'), ...(left_out.hits !== null && figures.clicks.value !== null && { sample: t('dashboard.left_out.sample', { count: left_out.hits + figures.clicks.value }) }), ...(left_out.hits !== null && { robots: left_out.hits }) }, ['clicks'], left_out.hits === null)}
    >
      {left_out.reasons.length === 0 && left_out.withheld === 0 ? <p className={classes.note}>{left_out.hits === null ? t('explain.withheld', { threshold: dashboard.groups.threshold }) : t('dashboard.left_out.empty')}</p> : (
        <dl className={classes.reasons} id={list}>
          {(unfolded || rest === 0 ? left_out.reasons : left_out.reasons.slice(0, first)).map(({ reason, hits }) => (
            <div key={reason} className={classes.reason}>
              <dt><span className={classes.name}>{reasonOf(reason).name}</span><span className={classes.note}>{reasonOf(reason).detail}</span></dt>
              <dd>{format.number(hits)}</dd>
            </div>
          ))}
          {left_out.withheld > 0 && (
            <div className={classes.reason}>
              <dt>
                <span className={classes.name}>{t(filtered ? 'dashboard.left_out.all' : 'dashboard.left_out.withheld')}</span>
                <span className={classes.note}>{filtered ? t('dashboard.left_out.filtered') : t('dashboard.left_out.withheld_detail', { threshold: dashboard.groups.threshold })}</span>
              </dt>
              <dd>{format.number(left_out.withheld)}</dd>
            </div>
          )}
        </dl>
      )}
      {rest > 0 && <Button variant="default" className={classes.more} aria-expanded={unfolded} aria-controls={list} onClick={() => { setUnfolded(!unfolded) }}>{unfolded ? t('dashboard.left_out.less') : t('dashboard.left_out.more', { count: rest })}</Button>}
      {member && allows('programme.manage', member.roles) && <Anchor component={Link} to="/desk/left-out">{t('dashboard.left_out.switches')}</Anchor>}
    </Chapter>
  )
}
