import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { CharterVersion } from '@portevoix/contract/programme'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Section } from '#ui/page.tsx'
import { RichTextView } from '#ui/rich-text-view.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { useNotice } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { useCharterDraft, type CharterDraft } from './charter-draft.ts'

const Preview = ({ markdown }: { markdown: string }) => {
  const [settled] = useDebouncedValue(markdown, 300)
  const { data } = useQuery(api.programme.previewCharter.queryOptions({ input: { markdown: settled }, placeholderData: keepPreviousData, staleTime: Infinity }))
  return <RichTextView html={data?.html ?? ''} />
}

/** Writes the next version of the charter, in both languages; publishing asks every ambassador again, and says so first. */
export const CharterEditor = ({ programme_id, current }: { programme_id: string; current: CharterVersion }) => {
  const t = useTranslations('programme.charter')
  const ui = useTranslations('ui')
  const format = useFormat()
  const notice = useNotice()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useCharterDraft(programme_id)
  const [language, setLanguage] = useState<'fr' | 'en'>('fr')
  const [view, setView] = useState<'write' | 'preview'>('write')
  const asking = useSheet('publish-charter')
  const shown: CharterDraft = draft ?? { based_on_version: current.version, markdown_fr: current.markdown_fr, markdown_en: current.markdown_en }
  const changed = shown.markdown_fr !== current.markdown_fr || shown.markdown_en !== current.markdown_en
  const field = language === 'fr' ? 'markdown_fr' : 'markdown_en'
  const publish = useMutation(api.programme.publishCharter.mutationOptions({
    onSuccess: async ({ version }) => {
      setDraft(null)
      notice(t('published', { version }))
      await queryClient.invalidateQueries({ queryKey: api.programme.key() })
    },
    onError: (error) => {
      // the text stays; what was published meanwhile shows in the versions below, and the next try stands on it
      setDraft({ ...shown, based_on_version: current.version })
      notice(error.message, 'bad')
      void queryClient.invalidateQueries({ queryKey: api.programme.charterVersions.key() })
    },
    onSettled: asking.close,
  }))
  return (
    <Section
      title={t('title')} detail={t('version_of', { version: current.version, date: format.date(current.published_at) })}
      actions={<Button disabled={!changed} onClick={() => { asking.open() }}>{t('publish')}</Button>}
    >
      <Group justify="space-between">
        <SegmentedFilter label={t('markdown')} value={language} onChange={setLanguage} options={[{ value: 'fr', label: t('french') }, { value: 'en', label: t('english') }]} />
        <SegmentedFilter label={t('preview')} value={view} onChange={setView} options={[{ value: 'write', label: t('write') }, { value: 'preview', label: t('preview') }]} />
      </Group>
      {view === 'write'
        ? <Textarea label={t('markdown')} lang={language} autosize minRows={14} maxRows={40} maxLength={60_000} value={shown[field]} onChange={(event) => { setDraft({ ...shown, based_on_version: current.version, [field]: event.currentTarget.value }) }} />
        : <div lang={language}><Preview markdown={shown[field]} /></div>}
      <Group justify="space-between">
        <Text component="output" size="sm" c="dimmed">{changed ? t('draft_kept') : t('unchanged', { version: current.version })}</Text>
        {changed && <Button variant="subtle" onClick={() => { setDraft(null) }}>{t('draft_drop')}</Button>}
      </Group>
      <Modal opened={asking.opened} onClose={asking.close} title={t('publish_title', { version: current.version + 1 })} closeButtonProps={{ 'aria-label': ui('close') }}>
        <Stack>
          <Text>{t('publish_detail')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={asking.close}>{t('cancel')}</Button>
            <Button loading={publish.isPending} onClick={() => { publish.mutate({ programme_id, ...shown, based_on_version: current.version }) }}>{t('publish')}</Button>
          </Group>
        </Stack>
      </Modal>
    </Section>
  )
}
