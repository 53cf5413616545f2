import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { LinkReasons } from '@portevoix/contract/links'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { DryRun } from './dry-run.tsx'
import { ReasonLine } from './reason-line.tsx'
import classes from './reasons.module.css'

/** How often a replay that is going on is asked how far it is. */
const waiting_ms = 2_000

const Replay = ({ replay: { next_day, oldest_day } }: { replay: NonNullable<LinkReasons['replay']> }) => {
  const t = useTranslations('links.switches')
  const format = useFormat()
  return <Alert color="blue" icon={<IconRefresh size={20} aria-hidden />} component="output">{t('replay', { from: format.day(oldest_day), to: format.day(next_day) })}</Alert>
}

/** What is missing is said where one looks for what is left out. */
const Lost = ({ lost, days }: Pick<LinkReasons, 'lost' | 'days'>) => {
  const t = useTranslations('links.switches')
  return <Alert color="orange" icon={<IconAlertTriangle size={20} aria-hidden />}>{t('lost', { lost, days })}</Alert>
}

const List = ({ items, threshold, replay, lost, days }: LinkReasons) => {
  const t = useTranslations('links.switches')
  const sheet = useSheet('link-reason')
  const asked = items.find(({ reason }) => reason === sheet.value)
  return (
    <>
      {replay && <Replay replay={replay} />}
      {lost > 0 && <Lost lost={lost} days={days} />}
      <ul className={classes.list} aria-label={t('list')}>
        {items.toSorted((one, other) => (other.hits ?? 0) - (one.hits ?? 0)).map((item) => <ReasonLine key={item.reason} item={item} threshold={threshold} onAsk={() => { sheet.open(item.reason) }} />)}
      </ul>
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
