import type { Theme } from '@portevoix/contract/programme'
import { networkIds, type NetworkId } from '@portevoix/contract/networks/shape'
import { withHashtags } from '@portevoix/contract/networks/hashtags'
import { networks } from '@portevoix/contract/networks/all'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beneath } from '#app/beneath.ts'
import { useMember } from '#app/session.ts'
import { NetworkPreview } from '#room/sharing/previews/network-preview.tsx'
import { Section } from '#ui/page.tsx'
import { RichTextView } from '#ui/rich-text-view.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { StreamCard } from '#ui/stream-card.tsx'
import { ThemeTag } from '#ui/theme-tag.tsx'
import { mediaAddress } from '../../stream/media.ts'
import type { Editing } from './keeping/use-keeper.ts'
import classes from './editor.module.css'

interface Props { editing: Editing; themes: readonly Theme[]; offered: readonly NetworkId[] }

const excerptLength = 280
const textOf = (html: string): string => new DOMParser().parseFromString(html.replace(/<\/(p|h\d|li|blockquote)>/g, ' </$1>'), 'text/html').body.textContent.replace(/\s+/g, ' ').trim()
const siteOf = (address: string | null): string | null => (address !== null && URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : null)

/** The content as an ambassador will see it, then as each network will show a share of it. */
export const Preview = ({ editing: { content, draft }, themes, offered }: Props) => {
  const t = useTranslations('editor.write')
  const desk = useTranslations('content.desk')
  const sharing = useTranslations('sharing')
  const member = useMember()
  const [where, setWhere] = useState<'stream' | NetworkId>('stream')
  const excerpt = useMemo(() => textOf(draft.body_html).slice(0, excerptLength), [draft.body_html])
  const shareable = draft.visibility === 'shareable'
  const shown = networkIds.filter((id) => offered.includes(id) || draft.captions.some(({ network }) => network === id))
  const view = shareable ? where : 'stream'
  const theme = themes.find(({ id }) => id === draft.theme_id)
  // the server knows how an accented host is to be read, once it was told the address
  const site = draft.kind !== 'link' ? null : draft.address === content.address && content.site_name ? content.site_name : siteOf(draft.address)
  const title = draft.title.trim() || desk('untitled')
  const image = draft.media_id === null ? null : { address: mediaAddress(draft.media_id, 640), alt: draft.image_alt }
  const caption = view === 'stream' ? undefined : draft.captions.find(({ network, text }) => network === view && text.trim() !== '')
  return (
    <Section title={t('preview')} detail={t('preview_detail')}>
      {shareable
        ? <SegmentedFilter label={t('preview_where')} value={view} onChange={setWhere} options={[{ value: 'stream' as const, label: t('preview_stream') }, ...shown.map((id) => ({ value: id, label: sharing(`networks.${id}.name`) }))]} />
        : <p className={classes.hint}>{t('preview_internal')}</p>}
      {view === 'stream' ? (
        <div lang={draft.language} className={classes.preview}>
          <StreamCard
            to={content.state === 'published' ? `/contents/${content.id}` : `/desk/contents/${content.id}`} title={title} summary={excerpt} image={image} visibility={draft.visibility}
            reading_minutes={content.reading_minutes} theme={theme && <ThemeTag colour={theme.colour}>{theme.name}</ThemeTag>} meta={site && <span>{site}</span>}
          />
          {draft.body_html && <RichTextView html={draft.body_html} />}
        </div>
      ) : (
        <>
          {!caption && <p className={classes.hint}>{t('preview_none', { network: sharing(`networks.${view}.name`) })}</p>}
          <NetworkPreview
            network={view} caption={withHashtags(caption?.text ?? '', draft.hashtags.slice(0, networks[view].advice.hashtags.max))} link={`${location.origin}${beneath('/l/abcdefghijkl')}`}
            content={{ title, description: excerpt || null, image_url: image?.address ?? null, image_alt: image?.alt ?? null }} author={{ name: member?.name ?? '', avatar_url: null }}
          />
        </>
      )}
    </Section>
  )
}
