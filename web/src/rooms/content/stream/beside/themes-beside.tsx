import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Beside } from '#ui/beside.tsx'
import { ThemeTag } from '#ui/theme-tag.tsx'
import type { FeedSearch } from '../search.ts'
import classes from './beside.module.css'

/** The programme's themes, each a narrower feed. */
const ThemesBeside = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('feed.themes')
  const { theme_id, show }: FeedSearch = useSearch({ strict: false })
  const themes = useQuery(api.feed.themes.queryOptions({ input: { programme_id }, staleTime: 5 * 60_000 })).data?.items ?? []
  if (themes.length === 0) return null
  const to = (id?: string): FeedSearch => ({ ...(show && { show }), ...(id && { theme_id: id }) })
  return (
    <Beside title={t('beside')}>
      <ul className={classes.list}>
        <li><Link to="/" search={to()} className={classes.theme} activeOptions={{ exact: true }} aria-current={theme_id === undefined ? 'true' : undefined}>{t('all')}</Link></li>
        {themes.map(({ id, name, colour }) => (
          <li key={id}><Link to="/" search={to(id)} className={classes.theme} activeOptions={{ exact: true }} aria-current={theme_id === id ? 'true' : undefined}><ThemeTag colour={colour}>{name}</ThemeTag></Link></li>
        ))}
      </ul>
    </Beside>
  )
}

export default ThemesBeside
