import { ActionIcon, Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import type { Theme } from '@portevoix/contract/programme'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useDraft } from '#app/use-draft.ts'
import { goToFirstWrong } from '#ui/first-wrong.ts'
import { KeptNote } from '#ui/kept-note.tsx'
import { Section } from '#ui/page.tsx'
import { useNotice } from '#ui/undo.tsx'
import { MixBar } from './mix-bar.tsx'
import { ThemeColour } from './theme-colour.tsx'
import { ThemeName } from './theme-name.tsx'
import { nextColour } from './theme-palette.ts'
import { moved, spread, totalOf, type ThemeDraft } from './theme-drafts.ts'
import classes from './themes-form.module.css'

/** What a theme looks like that is being written; a new one has no id yet. */
const sample: readonly ThemeDraft[] = [{ key: '', name: '', colour: '', target_percent: 0 }]
const draftsOf = (themes: readonly Theme[]): ThemeDraft[] => themes.map((theme) => ({ ...theme, key: theme.id }))

/** What contents are about, and the share that each theme should take; the bar follows as one types. */
export const ThemesForm = ({ programme_id, themes }: { programme_id: string; themes: readonly Theme[] }) => {
  const t = useTranslations('programme.themes')
  const queryClient = useQueryClient()
  const notice = useNotice()
  const { value: shown, changed, set, ...kept } = useDraft(`themes.${programme_id}`, draftsOf(themes), sample)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const total = totalOf(shown)
  const wrongTotal = t('total_wrong', { total, points: Math.abs(100 - total), direction: total > 100 ? 'more' : 'less' })
  const setDrafts = (next: readonly ThemeDraft[]) => {
    setErrors({})
    set(next)
  }
  const save = useMutation(api.programme.setThemes.mutationOptions({
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.programme.themes.key() })
      kept.forget()
      setErrors({})
      notice(t('saved'))
    },
    onError: (error) => {
      setErrors(fieldErrors(error))
      notice(error.message, 'bad')
    },
  }))
  const change = (index: number, changes: Partial<ThemeDraft>) => { setDrafts(shown.map((theme, place) => (place === index ? { ...theme, ...changes } : theme))) }
  const add = () => { setDrafts([...shown, { key: crypto.randomUUID(), name: '', colour: nextColour(shown.map(({ colour }) => colour)), target_percent: 0 }]) }
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (total !== 100) {
      setErrors({ shares: wrongTotal })
      return goToFirstWrong()
    }
    save.mutate({ programme_id, themes: shown.map(({ id, name, colour, target_percent }) => ({ ...(id !== undefined && { id }), name, colour, target_percent })) })
  }
  return (
    <Section title={t('title')} detail={t('lead')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <KeptNote {...kept} />
          <MixBar themes={shown} />
          {shown.map((theme, index) => (
            <div key={theme.key} className={classes.row}>
              <ThemeColour colour={theme.colour} onChange={(colour) => { change(index, { colour }) }} />
              <ThemeName name={theme.name} error={errors[`themes.${index}.name`]} onChange={(name) => { change(index, { name }) }} />
              <NumberInput
                size="md" label={t('share')} error={index === 0 ? errors['shares'] : errors['shares'] !== undefined} min={0} max={100} clampBehavior="strict" allowDecimal={false} value={theme.target_percent} onChange={(value) => { change(index, { target_percent: Number(value) || 0 }) }}
              />
              <Group gap={4} wrap="nowrap" className={classes.gestures}>
                <ActionIcon variant="subtle" aria-label={t('up', { name: theme.name })} disabled={index === 0} onClick={() => { setDrafts(moved(shown, index, -1)) }}><IconArrowUp size={20} aria-hidden /></ActionIcon>
                <ActionIcon variant="subtle" aria-label={t('down', { name: theme.name })} disabled={index === shown.length - 1} onClick={() => { setDrafts(moved(shown, index, 1)) }}><IconArrowDown size={20} aria-hidden /></ActionIcon>
                <ActionIcon variant="subtle" color="red" aria-label={t('remove', { name: theme.name })} disabled={shown.length === 1} onClick={() => { setDrafts(shown.toSpliced(index, 1)) }}><IconTrash size={20} aria-hidden /></ActionIcon>
              </Group>
            </div>
          ))}
          <Group justify="space-between">
            <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={add}>{t('add')}</Button>
            <output className={classes.total}>{total === 100 ? t('total_right') : wrongTotal}</output>
          </Group>
          <Text size="sm" c="dimmed">{t('archived')}</Text>
          <Group justify="flex-end">
            {total !== 100 && <Button variant="default" onClick={() => { setDrafts(spread(shown)) }}>{t('spread')}</Button>}
            <Button type="submit" loading={save.isPending} disabled={!changed}>{t('save')}</Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
