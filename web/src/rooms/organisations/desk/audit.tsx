import { Button, Group } from '@mantine/core'
import type { AuditEntry } from '@portevoix/contract/organisations'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { NotCome } from '#app/not-come.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useGroups } from '#room/people/place-fields.tsx'
import { useAuditWords } from './use-audit-words.ts'

const useNames = (ids: readonly string[]) =>
  useQuery({ ...api.people.members.names.queryOptions({ input: { ids: [...new Set(ids)].slice(0, 100) } }), enabled: ids.length > 0 })

const opened = 'mail.opened'
/** Its subject is a member; a mail that was opened may be an invitation, to somebody who was none yet. */
const aboutMember = ({ action, details }: AuditEntry): boolean => action.startsWith('member.') || action === 'sign_in_link.printed' || (action === opened && 'mail_id' in details)

const Audit = () => {
  const t = useTranslations('organisations.audit')
  const format = useFormat()
  const list = useInfiniteQuery(api.organisations.audit.infiniteOptions({
    input: (cursor: string | undefined) => ({ limit: 50, ...(cursor && { cursor }) }),
    initialPageParam: undefined, getNextPageParam: (page) => page.next_cursor ?? undefined,
  }))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const names = useNames(rows.flatMap(({ member_id }) => member_id ?? []).concat(rows.filter(aboutMember).map(({ subject }) => subject)))
  const name = (id: string | null) => (id === null ? t('platform') : names.data?.items.find((one) => one.id === id)?.name ?? t('gone'))
  const groups = new Map(useGroups().map((group) => [group.id, group.name]))
  const { what, details } = useAuditWords()
  const whom = (entry: AuditEntry) => {
    if (aboutMember(entry)) return name(entry.subject)
    return entry.action === opened ? entry.details['kind'] === 'invitation' && t('invited') : groups.get(entry.subject)
  }
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      {list.isPending ? <RowSkeletons /> : list.isError && !list.data ? <NotCome error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <EmptyState title={t('empty')} /> : (
        <DataTable
          label={t('table')} rows={rows} keyOf={({ id }) => id}
          columns={[
            { name: 'what', label: t('what'), render: what },
            { name: 'who', label: t('who'), person: true, render: ({ member_id }) => name(member_id) },
            { name: 'details', label: t('details'), render: (row) => [whom(row), details(row)].filter(Boolean).join(' · ') },
            { name: 'when', label: t('when'), render: ({ at }) => <time dateTime={at}>{format.dateTime(at)}</time> },
          ]}
        />
      )}
      {list.hasNextPage && <Group justify="center"><Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
    </Page>
  )
}

export default Audit
