import { hashtagNames } from '@portevoix/contract/networks/hashtags'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import { Button, TagsInput, TextInput } from '@mantine/core'
import { randomId } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { useUndo } from '#ui/undo.tsx'
import type { CaptionDraft } from '../keeping/draft.ts'
import type { Editing } from '../keeping/use-keeper.ts'
import { Caption } from './caption.tsx'
import classes from '../editor.module.css'

/** The network least served so far, so that the next caption is for another one. */
const nextNetwork = (offered: readonly NetworkId[], captions: readonly CaptionDraft[]): NetworkId => {
  const used = (id: NetworkId) => captions.filter(({ network }) => network === id).length
  return offered.reduce((least, id) => (used(id) < used(least) ? id : least), offered[0] ?? 'linkedin')
}

const moved = (captions: readonly CaptionDraft[], from: number, by: 1 | -1): CaptionDraft[] => {
  const order = [...captions]
  order.splice(from + by, 0, ...order.splice(from, 1))
  return order
}

/** The texts ready to share, in the order they are offered, and the words that go with them. */
export const Captions = ({ editing: { draft, errors, keeper }, offered, disclosure_hashtag }: { editing: Editing; offered: readonly NetworkId[]; disclosure_hashtag: string | null }) => {
  const t = useTranslations('editor.write')
  const undo = useUndo()
  const { captions } = draft
  const set = (next: readonly CaptionDraft[]) => { keeper.change({ captions: next }) }
  const remove = (place: number) => {
    const removed = captions[place]
    set(captions.filter((_caption, other) => other !== place))
    if (removed && removed.text.trim() !== '') undo({ message: t('caption_removed'), undo: () => { set(keeper.state.get().draft.captions.toSpliced(place, 0, removed)) } })
  }
  if (draft.visibility === 'internal') return <p className={classes.hint}>{t('captions_internal')}</p>
  return (
    <>
      {captions.length === 0 && <p className={classes.hint}>{t('captions_none')}</p>}
      {captions.map((caption, place) => (
        <Caption
          key={caption.key} caption={caption} place={place} last={place === captions.length - 1} offered={offered} hashtags={draft.hashtags} disclosure_hashtag={disclosure_hashtag} error={errors[`captions.${place}.text`] ?? errors[`captions.${place}.network`]}
          onChange={(change) => { set(captions.with(place, { ...caption, ...change })) }} onMove={(by) => { set(moved(captions, place, by)) }} onRemove={() => { remove(place) }}
        />
      ))}
      <Button
        variant="default" leftSection={<IconPlus size={18} aria-hidden />} className={classes.add} disabled={captions.length >= 100}
        onClick={() => { set([...captions, { key: randomId('caption-'), network: nextNetwork(offered, captions), language: draft.language, text: '' }]) }}
      >
        {t('caption_add')}
      </Button>
      <TagsInput
        data-field="hashtags" label={t('hashtags')} description={t('hashtags_hint')} size="md" value={[...draft.hashtags]} error={errors['hashtags']} maxTags={20} splitChars={[',', ' ', ';', '#', '\n', '\t']} acceptValueOnBlur
        onChange={(tags) => { keeper.change({ hashtags: hashtagNames(tags.join(' ')) }) }}
      />
      <TextInput data-field="campaign" label={t('campaign')} description={t('campaign_hint')} maxLength={80} value={draft.campaign ?? ''} error={errors['campaign']} onChange={(event) => { keeper.change({ campaign: event.currentTarget.value || null }) }} />
    </>
  )
}
