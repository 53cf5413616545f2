import type { Invitation } from '@portevoix/contract/people/invitations'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { QrSheet } from '#ui/qr-sheet.tsx'

/** The link of an invitation and its QR code, to print or to pass on. */
export const LinkSheet = ({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) => {
  const t = useTranslations('people.invitations')
  const label = invitation.label || t('unnamed_link')
  const { data, error } = useQuery(api.people.invitations.qr_code.queryOptions({ input: { id: invitation.id } }))
  return <QrSheet title={label} alt={t('qr_alt', { label })} code={data} error={error?.message} file="invitation" onClose={onClose} />
}
