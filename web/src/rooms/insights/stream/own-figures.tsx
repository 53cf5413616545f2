import { useTranslations } from 'use-intl'
import { Figure, Figures } from '#ui/figure.tsx'
import { changeOf, useOwnFilters } from '../period.ts'
import classes from './impact.module.css'
import type { ImpactProps } from './props.ts'

export const OwnFigures = ({ impact: { figures, shares, left_out, period } }: ImpactProps) => {
  const t = useTranslations('insights')
  const explained = useOwnFilters(period)
  const samples = { clicks: t('explain.contents', { count: figures.clicks.sample }), shares: t('explain.networks', { count: figures.shares.sample }), reads: t('explain.reading') }
  return (
    <Figures>
      {(['clicks', 'shares', 'reads'] as const).map((name) => (
        <Figure
          key={name}
          label={t(`figures.${name}.label`)}
          value={figures[name].value}
          change={changeOf(figures[name])}
          sense="neutral"
          explanation={explained({
            definition: t(name === 'shares' ? 'figures.shares.definition' : `impact.definitions.${name}`), sample: samples[name], ...(name === 'clicks' && { robots: left_out.hits }),
          })}
        >
          {name === 'shares' && shares.opened > 0 && <small className={classes.note}>{t('share_states', { declared: shares.declared, confirmed: shares.confirmed })}</small>}
        </Figure>
      ))}
    </Figures>
  )
}
