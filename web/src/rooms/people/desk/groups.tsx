import { ActionIcon, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import type { Group as PeopleGroup } from '@portevoix/contract/people/members'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useKeptForm } from '#app/use-draft.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { KeptNote } from '#ui/kept-note.tsx'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import { ReturnFocus } from '#ui/return-focus.tsx'
import { RemoveGroup } from './remove-group.tsx'

const members: string = '/desk/members'

/** What the members' list is filtered by. */
const membersOf = (group_id: string): Record<string, string> => ({ group_id })

const useRefresh = () => {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.people.groups.key() })
}

const NewGroup = () => {
  const t = useTranslations('people.groups')
  const refresh = useRefresh()
  const { form, forget } = useKeptForm('group.new', { initialValues: { name: '' } })
  const create = useMutation(api.people.groups.create.mutationOptions({
    onSuccess: async () => { forget(); await refresh() },
    onError: (error) => { form.setErrors(fieldErrors(error)) },
  }))
  return (
    <Section title={t('new')}>
      <form onSubmit={form.onSubmit((values) => { create.mutate(values) })} noValidate>
        <Group align="flex-start">
          <TextInput flex={1} label={t('name')} required maxLength={80} {...form.getInputProps('name')} />
          <Button type="submit" mt={31} loading={create.isPending}>{t('create')}</Button>
        </Group>
      </form>
    </Section>
  )
}

const Rename = ({ group, onClose }: { group: PeopleGroup; onClose: () => void }) => {
  const t = useTranslations()
  const refresh = useRefresh()
  const { form, settle, ...kept } = useKeptForm(`group.${group.id}`, { initialValues: { name: group.name } })
  const rename = useMutation(api.people.groups.rename.mutationOptions({
    onSuccess: async () => { await refresh(); settle(); onClose() },
    onError: (error) => { form.setErrors(fieldErrors(error)) },
  }))
  return (
    <Modal opened onClose={onClose} title={t('people.groups.rename_title')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <ReturnFocus />
      <form onSubmit={form.onSubmit(({ name }) => { rename.mutate({ id: group.id, name }) })} noValidate>
        <Stack>
          <KeptNote {...kept} />
          <TextInput label={t('people.groups.name')} required maxLength={80} data-autofocus {...form.getInputProps('name')} />
          <Group justify="flex-end"><Button variant="default" onClick={() => { kept.forget(); onClose() }}>{t('ui.cancel')}</Button><Button type="submit" loading={rename.isPending}>{t('ui.save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  )
}

const Groups = () => {
  const t = useTranslations('people.groups')
  const members_title = useTranslations('people.members')('title')
  const { data } = useQuery(api.people.groups.list.queryOptions())
  const renaming = useSheet('rename-group')
  const removing = useSheet('remove-group')
  const renamed = data?.items.find(({ id }) => id === renaming.value)
  const removed = data?.items.find(({ id }) => id === removing.value)
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      <NewGroup />
      {!data ? <RowSkeletons /> : data.items.length === 0 ? <EmptyState scene="people" title={t('empty')}>{t('empty_detail')}</EmptyState> : (
        <DataTable
          label={t('title')} rows={data.items} keyOf={({ id }) => id}
          columns={[
            { name: 'name', label: t('name'), render: ({ name }) => name },
            { name: 'members', label: members_title, render: ({ id, name, members: count }) => <Link to={members} search={membersOf(id)} aria-label={t('see', { members: t('members', { count }), name })}>{t('members', { count })}</Link> },
            { name: 'actions', label: t('actions'), gestures: true, render: (group) => (
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                <ActionIcon aria-label={t('rename', { name: group.name })} onClick={() => { renaming.open(group.id) }}><IconPencil size={20} aria-hidden /></ActionIcon>
                <ActionIcon color="red" aria-label={t('remove', { name: group.name })} onClick={() => { removing.open(group.id) }}><IconTrash size={20} aria-hidden /></ActionIcon>
              </Group>
            ) },
          ]}
        />
      )}
      {renamed && <Rename group={renamed} onClose={renaming.close} />}
      {removed && <RemoveGroup group={removed} groups={data?.items ?? []} onClose={removing.close} />}
    </Page>
  )
}

export default Groups
