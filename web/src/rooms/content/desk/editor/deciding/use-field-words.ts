import type { Theme } from '@portevoix/contract/programme'
import { useTranslations } from 'use-intl'
import { useGroups } from '#room/people/place-fields.tsx'
import { useFormat } from '#ui/use-format.ts'
import type { Draft, Field } from '../keeping/draft.ts'

const textOf = (html: string): string => new DOMParser().parseFromString(html.replace(/<\/(p|h\d|li|blockquote)>/g, '\n</$1>'), 'text/html').body.textContent.trim()

/** A field's value as a person reads it. */
export const useFieldWords = (themes: readonly Theme[]) => {
  const t = useTranslations('editor')
  const desk = useTranslations('content.desk')
  const sharing = useTranslations('sharing')
  const format = useFormat()
  const groups = useGroups()
  const words: { [Name in Field]: (draft: Draft) => string } = {
    kind: ({ kind }) => t(kind === 'link' ? 'list.new_link' : 'list.new_text'),
    visibility: ({ visibility }) => desk(`visibility.${visibility}`),
    language: ({ language }) => desk(`languages.${language}`),
    title: ({ title }) => title,
    body_html: ({ body_html }) => textOf(body_html),
    address: ({ address }) => address ?? '',
    media_id: ({ media_id }) => t(media_id === null ? 'list.without_image' : 'write.image'),
    image_alt: ({ image_alt }) => image_alt,
    theme_id: ({ theme_id }) => themes.find(({ id }) => id === theme_id)?.name ?? '',
    channel_id: ({ channel_id }) => t(channel_id === null ? 'write.channel_none' : 'write.channel'),
    hashtags: ({ hashtags }) => hashtags.map((hashtag) => `#${hashtag}`).join(' '),
    campaign: ({ campaign }) => campaign ?? '',
    tribes: ({ tribes }) => (tribes.length === 1 ? format.list(tribes.map((tribe) => desk(`tribes.${tribe}`))) : t('write.audience.everyone')),
    group_ids: ({ group_ids }) => format.list(groups.filter(({ id }) => group_ids.includes(id)).map(({ name }) => name)),
    captions: ({ captions }) => captions.map(({ network, text }) => `${sharing(`networks.${network}.name`)} : ${text}`).join('\n\n'),
    expires_at: ({ expires_at }) => (expires_at === null ? '' : format.dateTime(expires_at)),
  }
  return (field: Field, draft: Draft): string => words[field](draft)
}
