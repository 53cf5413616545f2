import { Button } from '@mantine/core'
import type { OwnShare } from '@portevoix/contract/sharing'
import { IconQrcode } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { QrSheet } from '#ui/qr-sheet.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import { codeFile } from './code-file.ts'

type Shared = Pick<OwnShare, 'id' | 'network' | 'content_title'>

const Sheet = ({ share: { id, network, content_title }, onClose }: { share: Shared; onClose: () => void }) => {
  const t = useTranslations('sharing')
  const { data, error } = useQuery(api.sharing.qr_code.queryOptions({ input: { share_id: id } }))
  const alt = t('mine.qr_of', { network: t(`networks.${network}.name`) })
  return <QrSheet title={content_title ?? alt} alt={alt} code={data} error={error?.message} file={codeFile({ network, content_title })} onClose={onClose} />
}

/** One's own link as a QR code: on a badge, a slide, a market stall. */
export const ShareCode = ({ share }: { share: Shared }) => {
  const t = useTranslations('sharing.mine')
  const sheet = useSheet(`share-code ${share.id}`)
  return (
    <>
      <Button variant="subtle" leftSection={<IconQrcode size={18} aria-hidden />} onClick={() => { sheet.open() }}>{t('qr')}</Button>
      {sheet.opened && <Sheet share={share} onClose={sheet.close} />}
    </>
  )
}
