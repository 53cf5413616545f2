import { Badge, Button, Group, NativeSelect, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { roles } from '@portevoix/contract/permissions'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { NotCome } from '#app/not-come.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { EmailAddress } from '#ui/email-address.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { MoreFilters } from '#ui/more-filters.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { PersonAvatar } from '#ui/person-avatar.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { useGroups } from '../place-fields.tsx'
import { MemberSheet } from './member-sheet.tsx'
import classes from './desk.module.css'

const invitations: string = '/desk/invitations'
const here: string = '/desk/members'

/** What the address says: a link to the members of a group is a link. */
interface Filters { search?: string; group_id?: string; role?: (typeof roles)[number]; tribe?: 'employees' | 'customers'; state?: 'active' | 'suspended' }

const useFilters = () => {
  const filters: Filters = useSearch({ strict: false })
  const navigate = useNavigate()
  return [filters, (change: Filters) => void navigate({ to: here, search: Object.fromEntries(Object.entries({ ...filters, ...change }).filter(([, value]) => value)), replace: true })] as const
}

const Members = () => {
  const t = useTranslations('people')
  const format = useFormat()
  const groups = useGroups()
  const [filters, setFilters] = useFilters()
  const [typed, setTyped] = useState(filters.search ?? '')
  const [search] = useDebouncedValue(typed, 250)
  const sheet = useSheet('member')
  useEffect(() => { if (search !== (filters.search ?? '')) setFilters({ search }) })
  const list = useInfiniteQuery(api.people.members.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...filters, limit: 50, ...(cursor && { cursor }) }),
    initialPageParam: undefined, getNextPageParam: (page) => page.next_cursor ?? undefined, placeholderData: (before) => before,
  }))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const opened = rows.find(({ id }) => id === sheet.value)
  const total = list.data?.pages[0]?.total ?? null
  const groupName = new Map(groups.map(({ id, name }) => [id, name]))
  const choice = (name: keyof Filters, label: string, any: string, options: readonly { value: string; label: string }[]) => (
    <NativeSelect label={label} value={filters[name] ?? ''} onChange={(event) => { setFilters({ [name]: event.currentTarget.value }) }} data={[{ value: '', label: any }, ...options]} />
  )
  return (
    <Page width="wide">
      <PageHeader title={t('members.title')} lead={total === null ? undefined : t('members.lead', { count: total })} actions={<Button component={Link} to={invitations}>{t('members.invite')}</Button>} />
      <search className={classes.filters}>
        <TextInput type="search" label={t('members.search')} value={typed} onChange={(event) => { setTyped(event.currentTarget.value) }} leftSection={<IconSearch size={18} aria-hidden />} />
        <MoreFilters count={[filters.group_id, filters.role, filters.tribe, filters.state].filter(Boolean).length}>
          {choice('group_id', t('members.group'), t('members.any_group'), groups.map(({ id, name }) => ({ value: id, label: name })))}
          {choice('role', t('members.role'), t('members.any_role'), roles.map((role) => ({ value: role, label: t(`roles.${role}`) })))}
          {choice('tribe', t('members.tribe'), t('members.any_tribe'), [{ value: 'employees', label: t('tribes.employees') }, { value: 'customers', label: t('tribes.customers') }])}
          {choice('state', t('members.state'), t('members.any_state'), [{ value: 'active', label: t('members.active') }, { value: 'suspended', label: t('members.suspended') }])}
        </MoreFilters>
      </search>
      {list.isPending ? <RowSkeletons count={8} /> : list.isError && !list.data ? <NotCome error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <EmptyState scene="people" title={t('members.empty')}>{t('members.empty_detail')}</EmptyState> : (
        <DataTable
          label={t('members.table')} rows={rows} keyOf={({ id }) => id}
          columns={[
            { name: 'name', label: t('members.name'), render: (member) => (
              <UnstyledButton className={classes.open} onClick={() => { sheet.open(member.id) }}>
                <PersonAvatar name={member.name} /><span><strong>{member.name}</strong><span className={classes.soft}><EmailAddress>{member.email}</EmailAddress></span></span>
              </UnstyledButton>
            ) },
            { name: 'tribe', label: t('members.tribe'), render: ({ tribe }) => t(`tribes.${tribe}`) },
            { name: 'roles', label: t('members.roles'), render: (member) => format.list(member.roles.map((role) => t(`roles.${role}`))) },
            { name: 'groups', label: t('members.groups'), render: ({ group_ids }) => format.list(group_ids.flatMap((id) => groupName.get(id) ?? [])) },
            { name: 'joined', label: t('members.joined'), render: ({ joined_at, suspended_at }) => (suspended_at ? <Badge color="orange">{t('members.suspended_one')}</Badge> : <time dateTime={joined_at}>{format.date(joined_at)}</time>) },
          ]}
        />
      )}
      {list.hasNextPage && <Group justify="center"><Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('members.more')}</Button></Group>}
      {opened && <MemberSheet key={opened.id} member={opened} onClose={sheet.close} />}
    </Page>
  )
}

export default Members
