import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { CampaignLink } from '@portevoix/contract/sharing/campaign-links'
import { IconQrcode, IconRestore, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { QrSheet } from '#ui/qr-sheet.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { ReturnFocus } from '#ui/return-focus.tsx'
import classes from './campaign.module.css'
import { useCampaignNetworkName } from './network-name.ts'
import { useRemoval } from './use-removal.ts'

const Code = ({ link: { id, label, slug }, onClose }: { link: CampaignLink; onClose: () => void }) => {
  const t = useTranslations('sharing.campaign')
  const { data, error } = useQuery(api.sharing.campaign_links.qr_code.queryOptions({ input: { id } }))
  return <QrSheet title={label} alt={t('qr_of', { label })} code={data} error={error?.message} file={slug} onClose={onClose} />
}

/** Asks before a printed address leads nowhere, and says what stays. */
const Remove = ({ link, onClose }: { link: CampaignLink; onClose: () => void }) => {
  const t = useTranslations('sharing.campaign')
  const ui = useTranslations('ui')
  const { pending, remove } = useRemoval(link)
  return (
    <Modal opened onClose={onClose} title={t('remove_title', { label: link.label })} closeButtonProps={{ 'aria-label': ui('close') }}>
      <ReturnFocus />
      <Stack>
        <Text className={classes.address}>{t('remove_what', { address: link.shown_address })}</Text>
        <Text>{t('remove_clicks', { count: link.clicks })}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>{t('remove_keep')}</Button>
          <Button color="red" loading={pending} onClick={() => { remove(onClose) }}>{t('remove_sure')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** One campaign link: its address, what it brought, and what to do with it. */
export const LinkLine = ({ link }: { link: CampaignLink }) => {
  const t = useTranslations('sharing.campaign')
  const format = useFormat()
  const nameOf = useCampaignNetworkName()
  const code = useSheet(`campaign-code ${link.id}`)
  const removal = useSheet(`remove-campaign-link ${link.id}`)
  const { pending, restore } = useRemoval(link)
  const date = format.date(link.created_at)
  return (
    <article className={classes.line} data-removed={link.removed_at !== null || undefined}>
      <div className={classes.head}>
        <h3 className={classes.label}>{link.label}</h3>
        <Badge color="gray">{nameOf(link.network)}</Badge>
        {link.removed_at && <Badge color="orange">{t('removed_since', { date: format.date(link.removed_at) })}</Badge>}
      </div>
      <code className={classes.address}>{link.shown_address}</code>
      <p className={classes.clicks}>
        <strong>{t('clicks', { count: link.clicks })}</strong>
        {link.left_out > 0 && <span className={classes.detail}>{t('left_out', { count: link.left_out })}</span>}
        <span className={classes.detail}>{link.created_by?.name ? t('made_by', { name: link.created_by.name, date }) : t('made_on', { date })}</span>
      </p>
      <div className={classes.actions}>
        {link.removed_at ? (
          <Button variant="default" loading={pending} leftSection={<IconRestore size={18} aria-hidden />} onClick={restore}>{t('restore')}</Button>
        ) : (
          <>
            <CopyButton text={link.address} label={t('copy')} />
            <Button variant="default" leftSection={<IconQrcode size={18} aria-hidden />} onClick={() => { code.open() }}>{t('qr')}</Button>
            <Button variant="subtle" color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => { removal.open() }}>{t('remove')}</Button>
          </>
        )}
      </div>
      {code.opened && <Code link={link} onClose={code.close} />}
      {removal.opened && <Remove link={link} onClose={removal.close} />}
    </article>
  )
}
