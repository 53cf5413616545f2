import { Alert, Button, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { LinkReasons } from '@portevoix/contract/links'
import { useEffect, useId } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import { Replay } from '../replay.tsx'
import { DryRun } from './dry-run.tsx'
import { kindOf, reasonKinds, type ReasonKind } from './reason-kinds.ts'
import { ReasonLine } from './reason-line.tsx'
import classes from './reasons.module.css'

/** How often a replay that is going on is asked how far it is. */
const waiting_ms = 2_000

/** What is missing is said where one looks for what is left out. */
const Lost = ({ lost, days }: Pick<LinkReasons, 'lost' | 'days'>) => {
  const t = useTranslations('links.switches')
  return <Alert color="orange" icon={<IconAlertTriangle size={20} aria-hidden />}>{t('lost', { lost, days })}</Alert>
}

interface KindProps { kind: ReasonKind; items: LinkReasons['items']; quiet: boolean; onAsk: (reason: string) => void }

/** Reasons of one kind, those that left out most first. */
const Kind = ({ kind, items, quiet, onAsk }: KindProps) => {
  const t = useTranslations('links.reason_kinds')
  const id = useId()
  return (
    <div className={classes.kind}>
      <Title order={2} size="h4" id={id}>{t(`${kind}.name`)}</Title>
      <p className={classes.detail}>{t(`${kind}.detail`)}</p>
      <ul className={classes.list} aria-labelledby={id}>
        {items.toSorted((one, other) => (other.hits ?? 0) - (one.hits ?? 0)).map((item) => <ReasonLine key={item.reason} item={item} quiet={quiet} onAsk={() => { onAsk(item.reason) }} />)}
      </ul>
    </div>
  )
}

const List = ({ items, threshold, replay, lost, days }: LinkReasons) => {
  const sheet = useSheet('link-reason')
  const t = useTranslations('links.switches')
  const nothing = items.every(({ hits }) => hits === 0)
  const asked = items.find(({ reason }) => reason === sheet.value)
  return (
    <>
      {replay && <Replay replay={replay} />}
      {lost > 0 && <Lost lost={lost} days={days} />}
      {nothing && <p className={classes.nothing}>{t('nothing', { days })}</p>}
      {items.some(({ hits }) => hits === null) && <p className={classes.detail}>{t('few_why', { threshold })}</p>}
      {reasonKinds.map((kind) => <Kind key={kind} kind={kind} items={items.filter(({ reason }) => kindOf[reason] === kind)} quiet={nothing} onAsk={sheet.open} />)}
      {asked && <DryRun item={asked} onClose={sheet.close} />}
    </>
  )
}

/** Why visits are left out, how many were, and whether they count all the same. */
const Reasons = () => {
  const t = useTranslations('links.switches')
  const ui = useTranslations('ui')
  const queryClient = useQueryClient()
  const list = useQuery(api.links.reasons.queryOptions({ refetchInterval: ({ state: { data } }) => (data?.replay ? waiting_ms : false) }))
  const replaying = list.data?.replay !== null
  useEffect(() => {
    if (!replaying) void queryClient.invalidateQueries({ queryKey: api.insights.key() })
  }, [replaying, queryClient])
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead', { days: list.data?.days ?? 30 })} />
      {list.data ? <List {...list.data} /> : list.isPending ? <RowSkeletons /> : (
        <EmptyState scene="offline" title={t('failed')} action={<Button onClick={() => { void list.refetch() }}>{ui('retry')}</Button>}>{list.error.message}</EmptyState>
      )}
    </Page>
  )
}

export default Reasons
