import type { Draft, Network } from '@portevoix/contract/networks/shape'
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDeviceMobileShare, IconDownload, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { beneath } from '#app/beneath.ts'
import classes from './composer.module.css'

interface Props {
  network: Network
  name: string
  /** Something is copied before the network opens. */
  copies: boolean
  draft: Draft
  content: { id: string; title: string; image: { media_id: string } | null }
  disabled: boolean
  waiting: boolean
  onPass: () => void
  /** The system's share sheet took the post. */
  onTold: () => void
}

/** As JPEG, which every application takes; named as the person will look for it among their own. */
const pictureOf = (content_id: string, title: string) => ({ address: beneath(`/previews/${content_id}.jpg`), name: `${title.replace(/[^\p{L}\p{N}]+/gu, ' ').trim().slice(0, 60) || 'image'}.jpg` })

const imageFile = async ({ address, name }: ReturnType<typeof pictureOf>): Promise<File> => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`image ${answer.status}`)
  return new File([await answer.blob()], name, { type: 'image/jpeg' })
}

/** The gesture: the network's own window, and on phones the system's share sheet. */
export const ShareButtons = ({ network, name, copies, draft, content: { id, title, image }, disabled, waiting, onPass, onTold }: Props) => {
  const t = useTranslations('sharing.composer')
  const phone = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const assisted = network.how === 'assisted'
  const picture = pictureOf(id, title)
  const file = useQuery({
    queryKey: ['sharing', 'image', image?.media_id],
    queryFn: () => imageFile(picture),
    enabled: assisted && image !== null,
    staleTime: Number.POSITIVE_INFINITY,
  }).data
  const files = assisted && file ? [file] : []
  const post: ShareData = files.length > 0 ? { files, text: network.text(draft) } : { title, text: network.text({ ...draft, link: null }), ...(draft.link && { url: draft.link }) }
  const system = phone && 'canShare' in navigator && navigator.canShare(post)
  const hand_over = async () => {
    try {
      await navigator.share(post)
      onTold()
    } catch {
      // Closed without choosing: nothing was shared, and nothing is claimed.
    }
  }
  return (
    <div className={classes.buttons}>
      {assisted && image && <Button component="a" href={picture.address} download={picture.name} variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{t('save_image')}</Button>}
      {system && <Button variant="default" disabled={disabled} leftSection={<IconDeviceMobileShare size={18} aria-hidden />} onClick={() => void hand_over()}>{t('system')}</Button>}
      <Button size="lg" disabled={disabled && !waiting} loading={waiting} aria-label={waiting ? t('preparing') : undefined} leftSection={<IconSend size={20} aria-hidden />} onClick={onPass}>
        {t(!assisted ? 'share_on' : copies ? 'copy_and_open' : 'open', { network: name, id: network.id })}
      </Button>
    </div>
  )
}
