import { Button, Group, Modal, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { Invitation } from '@portevoix/contract/people/invitations'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { FieldError } from '#ui/field-error.tsx'
import { TextSkeleton } from '#ui/skeletons.tsx'
import classes from './desk.module.css'

/** The link of an invitation and its QR code, to print or to pass on. */
export const LinkSheet = ({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) => {
  const t = useTranslations()
  const label = invitation.label || t('people.invitations.unnamed_link')
  const { data, error } = useQuery(api.people.invitations.qr_code.queryOptions({ input: { id: invitation.id } }))
  const address = data && `data:image/svg+xml,${encodeURIComponent(data.svg)}`
  return (
    <Modal opened onClose={onClose} title={label} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <Stack>
        <FieldError>{error?.message}</FieldError>
        {!data && !error && <TextSkeleton />}
        {data && (
          <>
            <img className={classes.qr} src={address} alt={t('people.invitations.qr_alt', { label })} />
            <code>{data.address}</code>
            <Group justify="center">
              <CopyButton text={data.address} label={t('people.invitations.copy_link')} variant="filled" />
              <Button component="a" href={address} download="invitation.svg" variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{t('people.invitations.qr_download')}</Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  )
}
