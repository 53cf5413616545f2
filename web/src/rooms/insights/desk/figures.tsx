import { useTranslations } from 'use-intl'
import { figureNames, type FigureName } from '@portevoix/contract/insights'
import { Figure, Figures } from '#ui/figure.tsx'
import { changeOf } from '../period.ts'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'
import classes from './figures.module.css'

const samples = {
  connected: 'of_members', readers: 'of_members', sharers: 'of_members', published: 'contents', reads: 'people', likes: 'contents', shares: 'people', clicks: 'contents',
} as const satisfies Record<FigureName, string>

/** The figures that everything else details. */
export const DashboardFigures = ({ dashboard }: DashboardProps) => {
  const { figures, shares, left_out, filters } = dashboard
  const t = useTranslations('insights')
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const sampleOf = (name: FigureName, count: number | null) => {
    const kind = samples[name]
    return count === null ? undefined : t(`explain.${kind === 'of_members' && filters.narrowed ? 'of_part' : kind}`, { count })
  }
  return (
    <Figures>
      {figureNames.map((name) => {
        const figure = figures[name]
        const sample = sampleOf(name, figure.sample)
        const { declared, confirmed } = shares
        return (
          <Figure
            key={name}
            label={t(`figures.${name}.label`)}
            value={figure.value}
            withheld={t('few')}
            change={changeOf(figure)}
            explanation={explained({
              definition: t(`figures.${name}.definition`), ...(sample && { sample }), ...(name === 'clicks' && left_out.hits !== null && { robots: left_out.hits }),
            }, [name], figure.value === null)}
          >
            {name === 'shares' && declared !== null && <p className={classes.detail}>{confirmed === null ? t('share_declared', { declared }) : t('share_states', { declared, confirmed })}</p>}
            {unfollowed([name]) && <p className={classes.detail}>{unfollowed([name])?.short}</p>}
          </Figure>
        )
      })}
    </Figures>
  )
}
