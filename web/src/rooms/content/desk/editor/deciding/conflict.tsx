import { Alert, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useMember } from '#app/session.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { useUndo } from '#ui/undo.tsx'
import { draftOf, withFields, type Field } from '../keeping/draft.ts'
import type { Conflict as Both } from '../keeping/keeper.ts'
import { useFieldWords } from './use-field-words.ts'
import type { Editing } from '../keeping/use-keeper.ts'
import classes from '../editor.module.css'

/** Two people changed the same fields: both versions side by side, and a choice for each. */
export const Conflict = ({ editing, conflict }: { editing: Editing; conflict: Both }) => {
  const { content, draft, keeper } = editing
  const t = useTranslations('editor.write')
  const desk = useTranslations('content.desk')
  const undo = useUndo()
  const themes = useQuery(api.programme.themes.queryOptions({ input: { programme_id: content.programme_id } })).data?.items ?? []
  const words = useFieldWords(themes)
  const [taken, setTaken] = useState<readonly Field[]>([])
  const theirs = draftOf(conflict.theirs)
  const { updated_by } = conflict.theirs
  const name = updated_by?.name || desk('somebody')
  const member = useMember()
  const own = updated_by !== null && updated_by.name === member?.name
  const apply = () => {
    const mine = draft
    keeper.resolve(taken)
    undo({ message: t('conflict_applied'), undo: () => { keeper.change(withFields(keeper.state.get().draft, mine, taken)) } })
  }
  return (
    <Alert color="orange" title={t('conflict_title')}>
      <p className={classes.plain}>{own ? t('conflict_own') : t('conflict_detail', { name })}</p>
      {conflict.fields.map((field) => (
        <section key={field} className={classes.conflict} aria-label={t(`fields.${field}`)}>
          <strong className={classes.conflictField}>{t(`fields.${field}`)}</strong>
          <SegmentedFilter
            label={t(`fields.${field}`)} value={taken.includes(field) ? 'theirs' : 'mine'}
            onChange={(choice) => { setTaken(choice === 'theirs' ? [...taken, field] : taken.filter((one) => one !== field)) }}
            options={[{ value: 'mine', label: t('conflict_mine') }, { value: 'theirs', label: own ? t('conflict_elsewhere') : t('conflict_theirs', { name }) }]}
          />
          <div className={classes.versions}>
            <div><strong>{t('conflict_mine')}</strong><p>{words(field, draft) || t('empty')}</p><CopyButton text={words(field, draft)} label={t('conflict_copy')} /></div>
            <div><strong>{t('conflict_theirs', { name })}</strong><p>{words(field, theirs) || t('empty')}</p></div>
          </div>
        </section>
      ))}
      <Group justify="flex-end" mt="sm"><Button onClick={apply}>{t('conflict_apply')}</Button></Group>
    </Alert>
  )
}
