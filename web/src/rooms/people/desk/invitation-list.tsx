import { Badge, Button, Group } from '@mantine/core'
import type { Invitation } from '@portevoix/contract/people/invitations'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { NotCome } from '#app/not-come.tsx'
import { useMember } from '#app/session.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmailAddress } from '#ui/email-address.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './desk.module.css'

const states = ['all', 'open', 'accepted', 'expired', 'withdrawn'] as const
const tones: Record<Invitation['state'], string> = { open: 'blue', accepted: 'green', expired: 'orange', withdrawn: 'gray', used_up: 'green' }

interface Props { onShow: (invitation: Invitation) => void; onChanged: () => Promise<unknown> }

/** What was sent and what became of it, the newest first. */
export const InvitationList = ({ onShow, onChanged }: Props) => {
  const t = useTranslations('people.invitations')
  const format = useFormat()
  const notice = useNotice()
  const administers = useMember()?.roles.includes('admin') ?? false
  const [state, setState] = useState<(typeof states)[number]>('all')
  const list = useInfiniteQuery(api.people.invitations.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ limit: 50, ...(state !== 'all' && { state }), ...(cursor && { cursor }) }),
    initialPageParam: undefined, getNextPageParam: (page) => page.next_cursor ?? undefined,
  }))
  const undo = useUndo()
  const failed = { onError: (error: Error) => { notice(error.message, 'bad') } }
  const sendAgain = useMutation(api.people.invitations.send_again.mutationOptions({ ...failed, onSuccess: async () => { await onChanged(); notice(t('sent_again')) } }))
  const giveBack = useMutation(api.people.invitations.give_back.mutationOptions({ onSuccess: onChanged }))
  const withdraw = useMutation(api.people.invitations.withdraw.mutationOptions({
    ...failed,
    onSuccess: async (_, { id }) => {
      await onChanged()
      undo({ message: t('withdrawn'), undo: () => giveBack.mutateAsync({ id }) })
    },
  }))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  // a role above the reader's is others' to pass on, to send again and to withdraw
  const isAbove = ({ roles }: Invitation) => roles.includes('admin') && !administers
  const isPending = ({ state: now }: Invitation) => now === 'open' || now === 'expired'
  const who = (invitation: Invitation) => invitation.email ?? (invitation.label || t('unnamed_link'))
  return (
    <>
      <SegmentedFilter label={t('filter')} value={state} onChange={setState} options={states.map((value) => ({ value, label: t(`states.${value}`) }))} />
      {list.isPending ? <RowSkeletons /> : list.isError && !list.data ? <NotCome error={list.error} again={() => void list.refetch()} level={3} /> : rows.length === 0 ? <EmptyState scene="people" title={t('empty')} level={3}>{t('empty_detail')}</EmptyState> : (
        <DataTable
          label={t('list')} rows={rows} keyOf={({ id }) => id}
          columns={[
            { name: 'who', label: t('who'), render: (one) => (one.email === null ? who(one) : <><EmailAddress>{one.email}</EmailAddress>{one.name && <span className={classes.soft}>{one.name}</span>}</>) },
            { name: 'state', label: t('filter'), render: (one) => (
              <>
                <Badge color={tones[one.state]}>{t(`state.${one.state}`)}</Badge>
                {one.email === null && <span> {one.max_uses === null ? t('uses', { uses: one.uses }) : t('uses_of', { uses: one.uses, most: one.max_uses })}</span>}
                {isPending(one) && isAbove(one) && <span className={classes.soft}>{t(one.email === null ? 'link_above' : 'above')}</span>}
              </>
            ) },
            { name: 'until', label: t('until'), render: ({ expires_at }) => format.date(expires_at) },
            { name: 'actions', label: t('actions'), gestures: true, render: (one) => (
              <Group gap="xs" wrap="nowrap">
                {one.address && <Button variant="light" aria-label={t('show_of', { who: who(one) })} onClick={() => { onShow(one) }}>{t('show')}</Button>}
                {one.email && isPending(one) && !isAbove(one) && <Button variant="light" aria-label={t('send_again_to', { who: who(one) })} onClick={() => { sendAgain.mutate({ id: one.id }) }}>{t('send_again')}</Button>}
                {isPending(one) && !isAbove(one) && <Button variant="subtle" color="red" aria-label={t('withdraw_of', { who: who(one) })} onClick={() => { withdraw.mutate({ id: one.id }) }}>{t('withdraw')}</Button>}
              </Group>
            ) },
          ]}
        />
      )}
      {list.hasNextPage && <Group justify="center"><Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
    </>
  )
}
