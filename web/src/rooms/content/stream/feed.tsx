import { ActionIcon } from '@mantine/core'
import { IconBookmarks, IconRefresh, IconSearch } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Page, PageHeader } from '#ui/page.tsx'
import { FeedBeside } from './feed-beside.tsx'
import { ProgrammeDoor } from './programme-door.tsx'
import { SearchField } from './search-field.tsx'
import { SearchResults } from './search-results.tsx'
import { Stream } from './stream.tsx'
import type { FeedSearch } from './search.ts'
import { useProgramme } from './use-programme.ts'
import { useRefresh } from './use-refresh.ts'
import classes from './feed.module.css'

const route = getRouteApi('/stream/')

const Feed = () => {
  const t = useTranslations('feed')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { programme } = useProgramme()
  const [searching, setSearching] = useState(false)
  const { refresh, refreshing } = useRefresh()
  const inside = programme !== null && !programme.charter_to_accept
  const narrow = (change: FeedSearch) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const shown = searching || search.words !== undefined
  const toggle = () => {
    if (shown && search.words !== undefined) narrow({ words: undefined })
    setSearching(!shown)
  }
  return (
    <Page width="feed" beside={inside && <FeedBeside programme_id={programme.id} />}>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        tools={inside && (
          <>
            <ActionIcon className={classes.lens} aria-label={t('search.label')} title={t('search.label')} aria-expanded={shown} onClick={toggle}><IconSearch size={22} aria-hidden /></ActionIcon>
            <ActionIcon component={Link} to="/saved" aria-label={t('open_saved')} title={t('open_saved')}><IconBookmarks size={22} aria-hidden /></ActionIcon>
            <ActionIcon aria-label={t('refresh')} title={t('refresh')} loading={refreshing} onClick={() => void refresh()}><IconRefresh size={22} aria-hidden /></ActionIcon>
          </>
        )}
      />
      <ProgrammeDoor>
        {(programme_id) => (
          <>
            <div className={classes.search} data-shown={shown || undefined}><SearchField words={search.words ?? ''} opened={searching} onSearch={(words) => narrow({ words: words || undefined })} /></div>
            {search.words
              ? <SearchResults programme_id={programme_id} words={search.words} />
              : <Stream programme_id={programme_id} search={search} onNarrow={narrow} refresh={refresh} />}
          </>
        )}
      </ProgrammeDoor>
    </Page>
  )
}

export default Feed
