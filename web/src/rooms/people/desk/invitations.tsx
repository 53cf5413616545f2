import { SegmentedControl } from '@mantine/core'
import type { Invitation } from '@portevoix/contract/people/invitations'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Figure, Figures } from '#ui/figure.tsx'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { FigureSkeletons } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import { InvitationList } from './invitation-list.tsx'
import { InviteByCsv } from './invite-by-csv.tsx'
import { InviteByEmail } from './invite-by-email.tsx'
import { InviteByLink } from './invite-by-link.tsx'
import { LinkSheet } from './link-sheet.tsx'

const ways = ['by_email', 'by_csv', 'by_link'] as const

const Funnel = () => {
  const t = useTranslations('people.invitations')
  const { data } = useQuery(api.insights.invitations.queryOptions())
  if (!data) return <FigureSkeletons count={3} />
  return (
    <Figures>
      <Figure label={t('invited')} value={data.invited} explanation={{ definition: t('invited_definition') }} />
      <Figure label={t('registered')} value={data.registered} explanation={{ definition: t('registered_definition') }} />
      <Figure label={t('active')} value={data.active} withheld={t('active_withheld', { threshold: data.threshold })} explanation={{ definition: t('active_definition', { threshold: data.threshold }) }} />
    </Figures>
  )
}

const Invitations = () => {
  const t = useTranslations('people.invitations')
  const notice = useNotice()
  const queryClient = useQueryClient()
  const [way, setWay] = useState<(typeof ways)[number]>('by_email')
  const [shown, setShown] = useState<Invitation | null>(null)
  const sheet = useSheet('invitation')
  const show = (invitation: Invitation) => {
    setShown(invitation)
    sheet.open(invitation.id)
  }
  const refresh = () => Promise.all([queryClient.invalidateQueries({ queryKey: api.people.invitations.key() }), queryClient.invalidateQueries({ queryKey: api.people.groups.key() }), queryClient.invalidateQueries({ queryKey: api.insights.invitations.key() })])
  const made = async (invitation: Invitation) => {
    show(invitation)
    notice(t('link_made'))
    await refresh()
  }
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      <Funnel />
      <Section title={t('way')}>
        <SegmentedControl fullWidth size="md" aria-label={t('way')} value={way} onChange={setWay} data={ways.map((value) => ({ value, label: t(value) }))} />
        {way === 'by_email' && <InviteByEmail onInvited={refresh} />}
        {way === 'by_csv' && <InviteByCsv onInvited={refresh} />}
        {way === 'by_link' && <InviteByLink onMade={made} />}
      </Section>
      <Section title={t('list')}><InvitationList onShow={show} onChanged={refresh} /></Section>
      {shown?.id === sheet.value && shown && <LinkSheet invitation={shown} onClose={sheet.close} />}
    </Page>
  )
}

export default Invitations
