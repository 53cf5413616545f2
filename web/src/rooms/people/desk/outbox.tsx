import { Alert, Badge, Button, Group, Modal, Stack } from '@mantine/core'
import type { Mail } from '@portevoix/contract/people/outbox'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { NotCome } from '#app/not-come.tsx'
import { sessionQuery } from '#app/session.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { EmailAddress } from '#ui/email-address.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { RowSkeletons, TextSkeleton } from '#ui/skeletons.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { ReturnFocus } from '#ui/return-focus.tsx'
import classes from './desk.module.css'

const tones: Record<Mail['state'], string> = { queued: 'gray', sent: 'green', kept: 'blue', failed: 'red', bounced: 'red' }

/** A mail in a frame that runs nothing and reaches nothing; its links are listed beside it, since the frame opens none. */
const Reader = ({ mail, onClose }: { mail: Mail; onClose: () => void }) => {
  const t = useTranslations()
  const { data, error } = useQuery({ ...api.people.outbox.read.queryOptions({ input: { id: mail.id } }), staleTime: Infinity })
  return (
    <Modal opened onClose={onClose} size="xl" title={mail.subject} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <ReturnFocus />
      <Stack>
        {error && <Alert color="red">{error.message}</Alert>}
        {!data && !error && <TextSkeleton />}
        {data?.withheld && <Alert color="orange">{t(`people.outbox.withheld.${data.withheld}`)}</Alert>}
        {data?.last_error && <Alert color="red">{data.last_error}</Alert>}
        {data?.html && (
          <>
            {data.opens_session && <Alert color="blue">{t('people.outbox.opens_session')}</Alert>}
            {data.links.length > 0 && (
              <section aria-label={t('people.outbox.links')}>
                <ul className={classes.links}>{data.links.map(({ label, address }) => <li key={address}><Group justify="space-between"><a href={address}>{label}</a><CopyButton text={address} /></Group></li>)}</ul>
              </section>
            )}
            <iframe className={classes.frame} sandbox="" srcDoc={data.html} title={t('people.outbox.frame')} />
          </>
        )}
      </Stack>
    </Modal>
  )
}

const Outbox = () => {
  const t = useTranslations('people.outbox')
  const format = useFormat()
  const delivered = useQuery(sessionQuery).data?.mail_delivered ?? true
  const sheet = useSheet('mail')
  const list = useInfiniteQuery(api.people.outbox.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ limit: 50, ...(cursor && { cursor }) }),
    initialPageParam: undefined, getNextPageParam: (page) => page.next_cursor ?? undefined,
  }))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const opened = rows.find(({ id }) => id === sheet.value)
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      {!delivered && <Alert color="orange" title={t('kept_title')}>{t('kept')}</Alert>}
      {list.isPending ? <RowSkeletons /> : list.isError && !list.data ? <NotCome error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <EmptyState scene="inbox" title={t('empty')}>{t('empty_detail')}</EmptyState> : (
        <DataTable
          label={t('table')} rows={rows} keyOf={({ id }) => id}
          columns={[
            { name: 'subject', label: t('subject'), render: (mail) => <Button variant="subtle" px="xs" classNames={{ root: classes.subject, label: classes.subject_words }} aria-label={t('open', { subject: mail.subject, to: mail.recipient })} onClick={() => { sheet.open(mail.id) }}>{mail.subject}</Button> },
            { name: 'to', label: t('to'), render: ({ recipient }) => <EmailAddress>{recipient}</EmailAddress> },
            { name: 'state', label: t('state'), render: ({ state }) => <Badge color={tones[state]}>{t(`states.${state}`)}</Badge> },
            { name: 'when', label: t('when'), render: ({ created_at }) => <time dateTime={created_at}>{format.dateTime(created_at)}</time> },
          ]}
        />
      )}
      {list.hasNextPage && <Group justify="center"><Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {opened && <Reader mail={opened} onClose={sheet.close} />}
    </Page>
  )
}

export default Outbox
