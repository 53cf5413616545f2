import { Stack, Text } from '@mantine/core'
import type { Source } from '@portevoix/contract/content/sources'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { ProgrammeSwitch } from '#room/programme/programme-switch.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useFormat } from '#ui/use-format.ts'
import { ProgrammeFirst } from '../programme-first.tsx'
import { AddSource } from './add-source.tsx'
import { placeOf } from './place.ts'
import { SourceActions } from './source-actions.tsx'
import { SourceHealth } from './source-health.tsx'
import classes from './sources.module.css'

const inbox: string = '/desk/inbox'
const ofSource = (source_id: string): Record<string, string> => ({ source_id })

const Sources = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('content.desk.sources')
  const format = useFormat()
  const { data } = useQuery(api.content.sources.list.queryOptions({ input: { programme_id }, refetchInterval: ({ state }) => (state.data?.items.some(({ health }) => health === 'waiting') ? 3_000 : 20_000) }))
  const name = (source: Source) => (
    <Stack gap={0}>
      <Link to={inbox} search={ofSource(source.id)}>{source.title}</Link>
      <Text size="sm" c="dimmed" fw={400} className={classes.place}>{t(`kinds.${source.kind}`)} · <span translate="no">{placeOf(source.feed_address)}</span></Text>
    </Stack>
  )
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} actions={<ProgrammeSwitch />} />
      <AddSource programme_id={programme_id} />
      {!data ? <RowSkeletons /> : data.items.length === 0 ? <EmptyState scene="inbox" title={t('empty_title')}>{t('empty')}</EmptyState> : (
        <DataTable
          label={t('list')} rows={data.items} keyOf={({ id }) => id}
          columns={[
            { name: 'name', label: t('name'), render: name },
            { name: 'health', label: t('health_label'), render: (source) => <SourceHealth source={source} /> },
            { name: 'items', label: t('items'), render: (source) => t('counts', source.items) },
            { name: 'next', label: t('next'), render: ({ next_poll_at }) => next_poll_at && <time dateTime={next_poll_at}>{format.dateTime(next_poll_at)}</time> },
            { name: 'actions', label: t('actions'), gestures: true, render: (source) => <SourceActions source={source} /> },
          ]}
        />
      )}
    </Page>
  )
}

const SourcesPage = () => <ProgrammeFirst>{({ id }) => <Sources key={id} programme_id={id} />}</ProgrammeFirst>

export default SourcesPage
