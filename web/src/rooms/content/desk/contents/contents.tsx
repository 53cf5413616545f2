import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import type { ContentState } from '@portevoix/contract/content/contents'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useShortcuts } from '#app/shortcuts.ts'
import { ProgrammeSwitch } from '#room/programme/programme-switch.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { LineSkeletons } from '#ui/skeletons.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import { Channels } from '../channels/channels.tsx'
import { ProgrammeFirst } from '../programme-first.tsx'
import { List } from './list.tsx'
import { Mix } from './mix.tsx'
import { NewContent } from './new-content.tsx'
import { states, type ContentsSearch } from './search.ts'
import classes from './contents.module.css'

const route = getRouteApi('/desk/contents')
const here: string = '/desk/contents'

const Contents = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('editor.list')
  const desk = useTranslations('content.desk')
  const search = route.useSearch()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(search.words ?? '')
  const [words] = useDebouncedValue(typed, 250)
  const counted = useQuery(api.content.contents.counts.queryOptions({ input: { programme_id } }))
  const counts = counted.data
  // where nothing was chosen, the first tab that holds something; it stays while the page does
  const [first, setFirst] = useState<ContentState | null>(null)
  if (first === null && !counted.isPending) setFirst(states.find((one) => counts?.[one]) ?? 'draft')
  const state = search.state ?? first
  const themes = useQuery(api.programme.themes.queryOptions({ input: { programme_id } })).data?.items ?? []
  const show = (change: { [Key in keyof ContentsSearch]?: ContentsSearch[Key] | undefined }) => {
    void navigate({ to: here, search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)), replace: true })
  }
  useEffect(() => { if (words.trim() !== (search.words ?? '').trim()) show({ words: words.trim() }) })
  const managing = useSheet('channels')
  const beginning = useSheet('new-content')
  const begin = () => { beginning.open() }
  useShortcuts(t('shortcuts'), [
    { keys: 'n', label: t('shortcut_new'), run: begin },
    { keys: '/', label: t('shortcut_search'), run: () => { field.current?.focus() } },
  ])
  const beginButton = <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={begin}>{t('new')}</Button>
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} actions={<><ProgrammeSwitch /><Button variant="default" onClick={() => { managing.open() }}>{t('channels')}</Button>{beginButton}</>} />
      <SegmentedFilter label={t('state_label')} value={state ?? 'draft'} onChange={(chosen) => { show({ state: chosen }) }} options={states.map((value) => ({ value, label: desk(`states.${value}`), count: counts?.[value] }))} />
      <search className={classes.filters}>
        <TextInput ref={field} type="search" label={t('search')} value={typed} maxLength={200} leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => { setTyped(event.currentTarget.value) }} />
        <NativeSelect
          label={t('theme_label')} value={search.theme_id ?? ''} onChange={(event) => { show({ theme_id: event.currentTarget.value || undefined }) }}
          data={[{ value: '', label: t('every_theme') }, ...themes.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      </search>
      <div className={classes.columns}>
        {state === null ? <LineSkeletons /> : <List programme_id={programme_id} search={{ ...search, state }} themes={themes} begin={<Button onClick={begin}>{t('new')}</Button>} onClear={() => { setTyped(''); show({ theme_id: undefined, words: undefined }) }} />}
        <Mix programme_id={programme_id} themes={themes} />
      </div>
      {managing.opened && <Channels programme_id={programme_id} onClose={managing.close} />}
      {(beginning.opened || search.begin) && <NewContent programme_id={programme_id} onClose={() => { if (beginning.opened) beginning.close(); else show({ begin: undefined }) }} />}
    </Page>
  )
}

const ContentsPage = () => <ProgrammeFirst>{({ id }) => <Contents key={id} programme_id={id} />}</ProgrammeFirst>

export default ContentsPage
