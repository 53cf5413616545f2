import { Alert, NativeSelect, Radio, Stack } from '@mantine/core'
import type { GroupDependents } from '@portevoix/contract/content/groups'
import type { Group } from '@portevoix/contract/people/members'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { queryClient } from '#app/queries.ts'
import { ConfirmByTyping } from '#ui/confirm-by-typing.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import classes from './desk.module.css'

const namedAtMost = 8

/** The contents that nobody will see without the group, by their names. */
const Alone = ({ alone, alone_count }: Pick<GroupDependents, 'alone' | 'alone_count'>) => {
  const t = useTranslations('people.groups.depending')
  const desk = useTranslations('content.desk')
  return (
    <Alert color="yellow">
      {t('alone', { count: alone_count })}
      {alone.length > 0 && <ul className={classes.named}>
        {alone.slice(0, namedAtMost).map(({ id, title, state }) => <li key={id}>{t('alone_line', { title: title.trim() || desk('untitled'), state: desk(`state.${state}`) })}</li>)}
        {alone_count > namedAtMost && <li>{t('more', { count: alone_count - namedAtMost })}</li>}
      </ul>}
    </Alert>
  )
}

interface ChoiceProps { dependents: GroupDependents; others: readonly Group[]; choice: Choice; error: string | undefined; onChange: (choice: Choice) => void }
/** `replacement_id` empty: not chosen yet. */
type Choice = { kind: 'take_out' } | { kind: 'replace'; replacement_id: string } | null

const WhatBecomes = ({ dependents, others, choice, error, onChange }: ChoiceProps) => {
  const t = useTranslations('people.groups.depending')
  return (
    <>
      <ul className={classes.named}>
        {dependents.contents > 0 && <li>{t('contents', { count: dependents.contents })}</li>}
        {dependents.invitations > 0 && <li>{t('invitations', { count: dependents.invitations })}</li>}
      </ul>
      <Radio.Group label={t('choice')} value={choice?.kind ?? null} error={choice?.kind === 'replace' ? undefined : error} onChange={(kind) => { onChange(kind === 'replace' ? { kind, replacement_id: '' } : { kind: 'take_out' }) }}>
        <Stack mt="xs" gap="sm">
          {others.length > 0 && <Radio size="md" value="replace" label={t('replace')} description={t('replace_detail')} />}
          {choice?.kind === 'replace' && (
            <NativeSelect
              label={t('replacement')} value={choice.replacement_id} error={error} onChange={(event) => { onChange({ kind: 'replace', replacement_id: event.currentTarget.value }) }}
              data={[{ value: '', label: t('replacement_choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          )}
          <Radio size="md" value="take_out" label={t('take_out')} description={t('take_out_detail')} />
        </Stack>
      </Radio.Group>
      {choice?.kind === 'take_out' && dependents.alone_count > 0 && <Alone {...dependents} />}
    </>
  )
}

/** Removes a group: says what depends on it, and asks what becomes of it. */
export const RemoveGroup = ({ group, groups, onClose }: { group: Group; groups: readonly Group[]; onClose: () => void }) => {
  const t = useTranslations('people.groups')
  const notice = useNotice()
  const [choice, setChoice] = useState<Choice>(null)
  const dependents = useQuery({ ...api.content.groups.dependents.queryOptions({ input: { group_id: group.id } }), staleTime: 0 })
  const remove = useMutation(api.content.groups.remove.mutationOptions({
    onSuccess: async () => {
      notice(t('removed'))
      void queryClient.invalidateQueries({ queryKey: api.content.key() })
      await queryClient.invalidateQueries({ queryKey: api.people.key() })
    },
    onError: (error) => {
      void dependents.refetch()
      if (fieldErrors(error)['replacement_id'] === undefined) notice(error.message, 'bad')
    },
  }))
  const asked = (dependents.data?.contents ?? 0) + (dependents.data?.invitations ?? 0) > 0
  const ready = dependents.data !== undefined && (!asked || (choice !== null && (choice.kind === 'take_out' || choice.replacement_id !== '')))
  const replacement = choice === null ? {} : { replacement_id: choice.kind === 'replace' ? choice.replacement_id : null }
  return (
    <ConfirmByTyping opened ready={ready} onClose={onClose} title={t('remove_title', { name: group.name })} word={group.name} action={t('remove_do')} onConfirm={() => remove.mutateAsync({ group_id: group.id, ...replacement })}>
      <Stack gap="sm">
        {dependents.error ? <p role="alert">{dependents.error.message}</p> : !dependents.data ? <RowSkeletons count={2} /> : (
          <>
            <p className={classes.told}>{t('remove_what', { members: dependents.data.members })}</p>
            {asked && (
              <WhatBecomes
                dependents={dependents.data} others={groups.filter(({ id }) => id !== group.id)} choice={choice} error={remove.error ? fieldErrors(remove.error)['replacement_id'] : undefined}
                onChange={(next) => { remove.reset(); setChoice(next) }}
              />
            )}
          </>
        )}
      </Stack>
    </ConfirmByTyping>
  )
}
