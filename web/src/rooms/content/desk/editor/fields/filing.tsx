import { NativeSelect } from '@mantine/core'
import type { Theme } from '@portevoix/contract/programme'
import { useTranslations } from 'use-intl'
import { Channel } from './channel.tsx'
import type { Editing } from '../keeping/use-keeper.ts'
import classes from '../editor.module.css'

/** Where the content is filed, and the language that it speaks. */
export const FilingFields = ({ editing: { content, draft, errors, keeper }, themes }: { editing: Editing; themes: readonly Theme[] }) => {
  const t = useTranslations('editor.write')
  const languages = useTranslations('content.desk.languages')
  return (
    <div className={classes.pair}>
      <NativeSelect
        data-field="theme_id" label={t('theme')} value={draft.theme_id ?? ''} error={errors['theme_id']}
        data={[{ value: '', label: t('theme_choose') }, ...themes.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => { keeper.change({ theme_id: event.currentTarget.value || null }) }}
      />
      <NativeSelect
        data-field="language" label={t('language')} value={draft.language} data={[{ value: 'fr', label: languages('fr') }, { value: 'en', label: languages('en') }]}
        onChange={(event) => { keeper.change({ language: event.currentTarget.value === 'en' ? 'en' : 'fr' }) }}
      />
      <Channel programme_id={content.programme_id} value={draft.channel_id} onChange={(channel_id) => { keeper.change({ channel_id }) }} />
    </div>
  )
}
