import { Button, Group, Modal } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import type { Editing } from '../keeping/use-keeper.ts'
import { fewShares, useShareCount } from '../keeping/use-share-count.ts'
import classes from '../editor.module.css'

/** Whether the content may leave the organisation; what ends with that is said before it does. */
export const Visibility = ({ editing: { content, draft, keeper } }: { editing: Editing }) => {
  const t = useTranslations('editor.write')
  const desk = useTranslations('content.desk')
  const ui = useTranslations('ui')
  const asking = useSheet('make-internal')
  const shares = useShareCount(content)
  // Changing one's mind brings back the audience that was saved.
  const set = (visibility: 'internal' | 'shareable') => {
    keeper.change({ visibility, ...(visibility === 'internal' ? { tribes: ['employees'] } : content.visibility === 'shareable' && { tribes: content.tribes }) })
  }
  const ends = content.visibility === 'shareable' && shares !== 0
  const hint = draft.visibility === 'internal' ? 'internal' : draft.kind === 'text' ? 'shareable_text' : 'shareable'
  const told = draft.visibility === 'internal' ? (ends ? 'links_will_end' : 'links_ended') : 'links_come_back'
  const changes = draft.visibility !== content.visibility
  // where few people shared, or nobody, only what a change would do is said: of a content that was always internal there is nothing to say
  const says = shares !== 0 && (changes || (draft.visibility === 'internal' && shares !== fewShares))
  return (
    <div>
      <SegmentedFilter
        label={t('visibility')} value={draft.visibility}
        onChange={(visibility) => { if (visibility === 'internal' && ends) asking.open(); else set(visibility) }}
        options={[{ value: 'internal', label: desk('visibility.internal') }, { value: 'shareable', label: desk('visibility.shareable') }]}
      />
      <p className={classes.hint}>{t(`visibility_hint.${hint}`)}</p>
      <output className={classes.ends}>{says && t(told, { count: shares })}</output>
      <Modal opened={asking.opened} onClose={asking.close} title={t('make_internal_title')} closeButtonProps={{ 'aria-label': ui('close') }}>
        <p className={classes.plain}>{t('make_internal_detail', { count: shares })}</p>
        <p className={classes.hint}>{t('make_internal_posts')}</p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={asking.close}>{ui('cancel')}</Button>
          <Button color="red" onClick={() => { set('internal'); asking.close() }}>{t('make_internal')}</Button>
        </Group>
      </Modal>
    </div>
  )
}
