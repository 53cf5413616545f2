import { Alert, Badge, Button } from '@mantine/core'
import { useId } from '@mantine/hooks'
import type { Domain, DomainState } from '@portevoix/contract/links'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { DomainRecord } from './domain-record.tsx'
import classes from './domains.module.css'
import { RemoveDomain } from './remove-domain.tsx'
import { useCheck } from './use-domains.ts'

const colours = { pending: 'gray', verified: 'green', failing: 'orange' } as const satisfies Record<DomainState, string>
const icons = { pending: IconClock, verified: IconCircleCheck, failing: IconAlertTriangle } as const

/** Since when the host is the organisation's, and when that was last looked at. */
const History = ({ domain: { verified_at, checked_at, failing_since, state }, by }: { domain: Domain; by: string | undefined }) => {
  const t = useTranslations('links.domains')
  const format = useFormat()
  const verified = verified_at === null ? null : by ? t('verified_by', { name: by, date: format.date(verified_at) }) : t('verified_on', { date: format.date(verified_at) })
  const checked = checked_at === null ? t('checked_never') : t('checked', { ago: format.ago(checked_at) })
  return (
    <>
      <p className={classes.detail}>{[verified, checked].filter(Boolean).join('\u00a0· ')}</p>
      {state === 'failing' && failing_since && <p className={classes.detail}>{t('failing_since', { date: format.date(failing_since) })}</p>}
    </>
  )
}

interface Props {
  domain: Domain
  /** The name of who proved it, where it is known. */
  by: string | undefined
  usual_address: string
  onPrefer: (id: string | null) => void
}

/** One host: how it is, what to do about it, and what it serves. */
export const DomainCard = ({ domain, by, usual_address, onPrefer }: Props) => {
  const t = useTranslations('links.domains')
  const id = useId()
  const check = useCheck()
  const { state, trouble, shown_host, host, preferred, links } = domain
  // a record that has to be made, or put back, is in sight; others on demand
  const [asked, setAsked] = useState(false)
  const shown = asked || state !== 'verified'
  const removing = useSheet(`remove-domain ${domain.id}`)
  const Icon = icons[state]
  return (
    <article className={classes.card} aria-labelledby={`${id}-host`}>
      <div className={classes.head}>
        <h2 id={`${id}-host`} className={classes.host}>{shown_host}</h2>
        <Badge color={colours[state]} leftSection={<Icon size={16} aria-hidden />}>{t(`states.${state}`)}</Badge>
        {preferred && <Badge color="brand">{t('preferred')}</Badge>}
      </div>
      {shown_host !== host && <p className={classes.detail}>{t('ascii', { host })}</p>}
      <History domain={domain} by={by} />
      {state !== 'pending' && <p className={classes.detail}>{t('links', { count: links })}</p>}
      <div aria-live="polite">
        {trouble && <Alert color="orange" icon={<IconAlertTriangle size={20} aria-hidden />} classNames={{ message: classes.trouble }}>{t(`troubles.${state === 'failing' && trouble === 'no_record' ? 'gone' : trouble}`)}</Alert>}
      </div>
      <div id={`${id}-record`} hidden={!shown}><DomainRecord domain={domain} usual_address={usual_address} /></div>
      <div className={classes.actions}>
        <Button variant={state === 'verified' ? 'default' : 'filled'} leftSection={<IconRefresh size={18} aria-hidden />} loading={check.isPending} onClick={() => { check.mutate({ id: domain.id }) }}>
          {state === 'pending' ? t('check') : t('check_again')}
        </Button>
        {state !== 'pending' && <Button variant="default" onClick={() => { onPrefer(preferred ? null : domain.id) }}>{preferred ? t('unprefer') : t('prefer')}</Button>}
        {state === 'verified' && <Button variant="subtle" aria-expanded={shown} aria-controls={`${id}-record`} onClick={() => { setAsked(!asked) }}>{shown ? t('hide_record') : t('show_record')}</Button>}
        <Button variant="subtle" color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => { removing.open() }}>{t('remove')}</Button>
      </div>
      {removing.opened && <RemoveDomain domain={domain} usual_address={usual_address} onClose={removing.close} />}
    </article>
  )
}
