import { useTranslations } from 'use-intl'
import type { Ranking } from '@portevoix/contract/insights'
import classes from './places.module.css'

/** The ranking itself; equals share a place. */
export const Places = ({ ranking: { lines, measure } }: { ranking: Ranking }) => {
  const t = useTranslations('insights.ranking')
  if (!lines.some((line) => line[measure] > 0)) return <p className={classes.note}>{t('nobody', { measure })}</p>
  return (
    <ul className={classes.places}>
      {lines.map(({ position, name_shown, shares, clicks, own }) => (
        <li key={`${position} ${name_shown} ${own}`} className={classes.place} data-own={own} data-first={position <= 3}>
          <span className={classes.position}>{position}</span>
          <span className={classes.words}>
            <span className={classes.name}>{name_shown}{own && <span className={classes.own}>{t('you')}</span>}</span>
            <span className={classes.note}>{t('line', { clicks, shares })}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
