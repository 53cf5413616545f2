import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Beside } from '#ui/beside.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './impact-beside.module.css'

/** One's own last thirty days in three figures, beside the feed: asked with one's own session, shown to nobody else. */
const ImpactBeside = () => {
  const t = useTranslations('insights')
  const format = useFormat()
  const { data } = useQuery(api.insights.impact.queryOptions({ input: { period: '30' }, staleTime: 60_000 }))
  if (!data) return null
  const { clicks, shares, reads } = data.figures
  const nothing = clicks.value + shares.value + reads.value === 0
  return (
    <Beside raised title={t('impact.title')} more={<Link to="/impact">{t('impact.beside.more')}</Link>}>
      {nothing ? <p className={classes.note}>{t('impact.beside.nothing')}</p> : (
        <>
          <dl className={classes.figures}>
            {([['clicks', clicks], ['shares', shares], ['reads', reads]] as const).map(([name, { value }]) => (
              <div key={name}><dt>{t(`columns.${name}`)}</dt><dd>{format.compact(value)}</dd></div>
            ))}
          </dl>
          <p className={classes.note}>{t('impact.beside.yours')}</p>
        </>
      )}
    </Beside>
  )
}

export default ImpactBeside
