import { useTranslations } from 'use-intl'
import { figureNames, type FigureName } from '@portevoix/contract/insights'
import { Figure, Figures } from '#ui/figure.tsx'
import { changeOf, useFilters } from '../period.ts'
import type { DashboardProps } from './props.ts'
import classes from './figures.module.css'

const samples = {
  connected: 'of_members', readers: 'of_members', sharers: 'of_members', published: 'contents', reads: 'people', likes: 'contents', shares: 'people', clicks: 'contents',
} as const satisfies Record<FigureName, string>

/** The figures that everything else details. */
export const DashboardFigures = ({ dashboard: { figures, shares, left_out, period } }: DashboardProps) => {
  const t = useTranslations('insights')
  const explained = useFilters(period)
  return (
    <Figures>
      {figureNames.map((name) => (
        <Figure
          key={name}
          label={t(`figures.${name}.label`)}
          value={figures[name].value}
          change={changeOf(figures[name])}
          explanation={explained({
            definition: t(`figures.${name}.definition`), sample: t(`explain.${samples[name]}`, { count: figures[name].sample }), ...(name === 'clicks' && { robots: left_out.hits }),
          })}
        >
          {name === 'shares' && <p className={classes.detail}>{t('share_states', { declared: shares.declared, confirmed: shares.confirmed })}</p>}
        </Figure>
      ))}
    </Figures>
  )
}
