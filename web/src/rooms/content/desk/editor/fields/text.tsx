import { isMarked } from '@portevoix/contract/campaign'
import { TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { RichTextEditor } from '#ui/rich-text-editor.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { isWholeAddress } from '../keeping/draft.ts'
import type { Editing } from '../keeping/use-keeper.ts'
import classes from '../editor.module.css'

/** What the content is and says. */
export const TextFields = ({ editing: { draft, errors, keeper } }: { editing: Editing }) => {
  const t = useTranslations('editor.write')
  const list = useTranslations('editor.list')
  const link = draft.kind === 'link'
  return (
    <>
      <SegmentedFilter
        label={t('kind')} value={draft.kind} onChange={(kind) => { keeper.change({ kind }) }}
        options={[{ value: 'link', label: list('new_link') }, { value: 'text', label: list('new_text') }]}
      />
      {link && (
        <TextInput
          data-field="address" label={t('address')} description={t('address_hint')} inputMode="url" autoCapitalize="none" spellCheck={false} maxLength={2048}
          value={draft.address ?? ''} error={errors['address'] ?? (isWholeAddress(draft.address) ? undefined : t('address_wrong'))}
          onChange={(event) => { keeper.change({ address: event.currentTarget.value.trim() || null }) }}
        />
      )}
      {link && draft.address !== null && isMarked(draft.address) && <output className={classes.hint}>{t('address_marked')}</output>}
      <TextInput
        data-field="title" label={t('title')} lang={draft.language} maxLength={300} value={draft.title} error={errors['title']}
        onChange={(event) => { keeper.change({ title: event.currentTarget.value }) }}
      />
      <div data-field="body_html" lang={draft.language}>
        <RichTextEditor
          label={link ? t('body_link') : t('body_text')} {...(link && { description: t('body_link_hint') })} error={errors['body_html'] ?? null}
          value={draft.body_html} onChange={(body_html) => { keeper.change({ body_html }) }}
        />
      </div>
    </>
  )
}
