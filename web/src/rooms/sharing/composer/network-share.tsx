import { networks } from '@portevoix/contract/networks/all'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import type { Composition } from '@portevoix/contract/sharing'
import { Alert, Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMember } from '#app/session.ts'
import { useNotice } from '#ui/undo.tsx'
import { CaptionField } from './caption-field.tsx'
import { copyNow, openWindow } from './clipboard.ts'
import type { Writing } from './compose.tsx'
import { countedText, draftOf, wayOf } from './draft.ts'
import { NetworkPreview } from '../previews/network-preview.tsx'
import { Opened } from './opened.tsx'
import { ShareButtons } from './share-buttons.tsx'
import { useShare } from './use-share.ts'
import classes from './composer.module.css'

interface Props { composition: Composition; network: NetworkId; writing: Writing; onWrite: (change: Partial<Writing>) => void; onClose: () => void }

/** Everything of a share on one network: its text, what it will look like, the gesture, and what came after. */
export const NetworkShare = ({ composition, network: id, writing, onWrite, onClose }: Props) => {
  const t = useTranslations('sharing')
  const member = useMember()
  const notice = useNotice()
  const network = networks[id]
  const name = t(`networks.${id}.name`)
  const { content, disclosure_hashtag } = composition
  const share = useShare(content.id, id)
  const [blocked, setBlocked] = useState<string | null>(null)
  const [faulty, setFaulty] = useState(false)
  const instance = useRef<HTMLInputElement>(null)
  const link = share.prepared.data?.link ?? null
  const draft = draftOf(writing.text, link, disclosure_hashtag)
  const counted = countedText(network, writing.text, disclosure_hashtag)
  const count = network.count(counted, link)
  const way = wayOf(network, draft, content.title, writing.instance)

  const told = () => share.open({ caption: writing.text, caption_id: writing.caption_id, ...(network.has_instances && { instance: writing.instance }) })
  const pass = () => {
    if (!share.prepared.data || count.over) return
    setFaulty(way.kind === 'impossible')
    if (way.kind === 'impossible') { instance.current?.focus(); return }
    const text = network.text(draft)
    const copied = way.copies && text.trim() !== '' ? copyNow(text) : null
    told()
    setBlocked(way.address !== null && !openWindow(way.address) ? way.address : null)
    void copied?.then((done) => notice(t(done ? 'composer.copied' : 'composer.copy_failed', { network: name }), done ? 'good' : 'bad'))
  }

  if (share.opened) {
    return <Opened share={share} name={name} address={blocked} text={way.kind !== 'impossible' && way.copies ? network.text(draft) : null} onClose={onClose} />
  }
  return (
    <>
      {network.has_instances && (
        <TextInput
          ref={instance}
          label={t('networks.mastodon.instance')}
          placeholder={t('networks.mastodon.instance_example')}
          description={t('networks.mastodon.why')}
          value={writing.instance}
          error={faulty && way.kind === 'impossible' ? t('networks.mastodon.instance_invalid') : undefined}
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onWrite({ instance: event.currentTarget.value })}
        />
      )}
      <CaptionField composition={composition} network={network} writing={writing} count={count} onWrite={onWrite} />
      <NetworkPreview
        network={id}
        caption={counted}
        link={link}
        content={{ title: content.title, description: content.excerpt || null, image_url: content.image && `/media/${content.image.media_id}/640`, image_alt: content.image?.alt ?? null }}
        author={{ name: member?.name ?? '', avatar_url: null }}
      />
      {share.prepared.isError && (
        <Alert color="red" title={t('composer.prepare_failed')}>
          {share.prepared.error.message}
          <Button variant="default" mt="sm" onClick={() => void share.prepared.refetch()}>{t('composer.share_on', { network: name })}</Button>
        </Alert>
      )}
      <div className={classes.foot}>
        <p className={classes.how}>{link === null && share.prepared.data && way.kind === 'by_hand' && network.how === 'dialog' ? t('composer.no_link', { network: name }) : t(`networks.${id}.how`)}</p>
        <ShareButtons network={network} name={name} way={way} draft={draft} title={content.title} image={content.image} disabled={count.over || !share.prepared.data} waiting={share.prepared.isPending} onPass={pass} onTold={told} />
      </div>
    </>
  )
}
