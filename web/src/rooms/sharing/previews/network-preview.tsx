import { networks } from '@portevoix/contract/networks/all'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import { useId, type ComponentType } from 'react'
import { useTranslations } from 'use-intl'
import { FeedPost } from './feed-post.tsx'
import { ChatMessage, MailMessage } from './messages.tsx'
import { PhotoPost } from './photo-post.tsx'
import classes from './preview.module.css'
import type { PreviewProps } from './preview.ts'

const layouts: Record<NetworkId, ComponentType<PreviewProps>> = {
  linkedin: FeedPost,
  x: FeedPost,
  facebook: FeedPost,
  instagram: PhotoPost,
  threads: FeedPost,
  bluesky: FeedPost,
  mastodon: FeedPost,
  whatsapp: ChatMessage,
  email: MailMessage,
}

/** What the post will look like on a network, in light and dark, from 320 px wide; nothing in it leaves the page. */
export const NetworkPreview = (props: PreviewProps) => {
  const t = useTranslations('sharing')
  const label = useId()
  const network = networks[props.network]
  const name = t(`networks.${props.network}.name`)
  const Layout = layouts[props.network]
  return (
    <figure className={classes.preview} data-network={props.network} aria-labelledby={label}>
      <figcaption className={classes.caption}>
        <strong id={label}>{t('preview.label', { network: name })}</strong>
        {!network.keeps_caption && network.how === 'dialog' && props.caption.trim() !== '' && <span>{t('preview.caption_copied', { network: name })}</span>}
        <span>{t('preview.indicative')}</span>
      </figcaption>
      <Layout {...props} />
    </figure>
  )
}
