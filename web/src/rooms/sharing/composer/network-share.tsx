import { networks } from '@portevoix/contract/networks/all'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import type { Composition } from '@portevoix/contract/sharing'
import { Alert, Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beneath } from '#app/beneath.ts'
import { useMember } from '#app/session.ts'
import { copyText } from '#ui/copy.ts'
import { atFoot } from '#ui/foot.ts'
import { CaptionField } from './caption-field.tsx'
import type { Writing } from './compose.tsx'
import { countedText } from '@portevoix/contract/networks/post'
import { draftOf, hasWords, wayOf } from './draft.ts'
import { NetworkPreview } from '../previews/network-preview.tsx'
import { openWindow } from './network-window.ts'
import { Opened, type Passing } from './opened.tsx'
import { ShareButtons } from './share-buttons.tsx'
import { useShare } from './use-share.ts'
import classes from './composer.module.css'

interface Props { composition: Composition; network: NetworkId; writing: Writing; onWrite: (change: Partial<Writing>) => void; onShared: () => void; onClose: () => void }

/** Everything of a share on one network: its text, what it will look like, the gesture, and what came after. */
export const NetworkShare = ({ composition, network: id, writing, onWrite, onShared, onClose }: Props) => {
  const t = useTranslations('sharing')
  const member = useMember()
  const network = networks[id]
  const name = t(`networks.${id}.name`)
  const { content, disclosure_hashtag } = composition
  const share = useShare(content.id, id)
  const [passing, setPassing] = useState<Passing | null>(null)
  const [faulty, setFaulty] = useState(false)
  const instance = useRef<HTMLInputElement>(null)
  const link = share.prepared.data?.link ?? null
  const draft = draftOf(writing.text, link, disclosure_hashtag)
  const counted = countedText(network, writing.text, disclosure_hashtag)
  const count = network.count(counted, link)
  const way = wayOf(network, draft, content.title, writing.instance)

  const told = () => {
    onShared()
    share.open({ caption: writing.text, caption_id: writing.caption_id, ...(network.has_instances && { instance: writing.instance }) })
  }
  const pass = () => {
    if (link === null || count.over) return
    setFaulty(way.kind === 'impossible')
    if (way.kind === 'impossible') { instance.current?.focus(); return }
    // The text first: the window that opens takes the focus, and with it the right to copy.
    const copying = way.copy === null ? null : copyText(way.copy)
    const blocked = !openWindow(way.address)
    // No page can tell whether a mail program answered.
    const message = way.address.startsWith('mailto:') ? network.text(draft) : null
    setPassing({ way: 'window', copy: way.copy, copied: null, message, blocked: blocked ? way.address : null })
    if (!blocked) told()
    void copying?.then((copied) => setPassing((before) => before && { ...before, copied }))
  }

  if (passing) {
    return (
      <Opened
        share={share} network={network} name={name} link={link} passing={passing} onClose={onClose}
        onCopied={() => setPassing({ ...passing, copied: true })}
        onOpened={() => { setPassing({ ...passing, blocked: null }); told() }}
        onAgain={() => { setPassing(null); void share.begin() }}
      />
    )
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
        content={{ title: content.title, description: content.excerpt || null, image_url: content.image && beneath(`/media/${content.image.media_id}/640`), image_alt: content.image?.alt ?? null }}
        author={{ name: member?.name ?? '', avatar_url: null }}
      />
      {share.prepared.isError && (
        <Alert color="red" title={t('composer.prepare_failed')}>
          {share.prepared.error.message}
          <Button variant="default" mt="sm" onClick={() => void share.prepared.refetch()}>{t('composer.prepare_again')}</Button>
        </Alert>
      )}
      <div ref={atFoot} className={classes.foot}>
        {count.remaining !== null && count.remaining < 0 && <p className={classes.over}>{t('counter.over', { over: -count.remaining })}</p>}
        <p className={classes.how}>{t(`networks.${id}.how`, { words: hasWords(network, draft) ? 'yes' : 'no', picture: content.image ? 'yes' : 'no' })}</p>
        <ShareButtons
          network={network} name={name} copies={way.kind !== 'impossible' && way.copy !== null} draft={draft} content={content}
          disabled={count.over || link === null} waiting={share.prepared.isPending} onPass={pass}
          onTold={() => { setPassing({ way: 'system', copy: null, copied: null, message: null, blocked: null }); told() }}
        />
      </div>
    </>
  )
}
