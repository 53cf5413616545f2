import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Ranking } from '@portevoix/contract/insights'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useMember } from '#app/session.ts'
import { Section } from '#ui/page.tsx'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './ranking-choice.module.css'

interface Props { programme_id: string; choice: Ranking['choice'] }

/** In or out, in one gesture each; the name is the person's own. */
export const RankingChoice = ({ programme_id, choice }: Props) => {
  const t = useTranslations('insights.ranking.choice')
  const format = useFormat()
  const member = useMember()
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const notice = useNotice()
  const [name_shown, setName] = useState(choice?.name_shown ?? member?.name ?? '')
  const refresh = () => queries.invalidateQueries({ queryKey: api.insights.ranking.key() })
  const join = useMutation(api.insights.joinRanking.mutationOptions({ onSuccess: refresh }))
  const leave = useMutation(api.insights.leaveRanking.mutationOptions({ onSuccess: refresh, onError: (error) => notice(error.message, 'bad') }))
  const errors = fieldErrors(join.error)
  const leaveNow = async () => {
    await leave.mutateAsync({ programme_id })
    if (choice) offerUndo({ message: t('left'), undo: () => join.mutateAsync({ programme_id, name_shown: choice.name_shown }) })
  }
  const renamed = name_shown.trim() !== (choice?.name_shown ?? '')
  return (
    <Section title={t(choice ? 'in' : 'out')} detail={choice ? t('in_detail', { name: choice.name_shown, date: format.date(choice.since) }) : t('out_detail')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          join.mutate({ programme_id, name_shown }, { onSuccess: () => notice(t('joined')), onError: (error) => { if (!fieldErrors(error).name_shown) notice(error.message, 'bad') } })
        }}
      >
        <TextInput className={classes.name} label={t('name')} description={t('name_hint')} maxLength={60} required withAsterisk={false} value={name_shown} error={errors.name_shown} onChange={(event) => setName(event.currentTarget.value)} />
        <div className={classes.gestures}>
          {(!choice || renamed) && <Button type="submit" loading={join.isPending}>{t(choice ? 'rename' : 'join')}</Button>}
          {choice && <Button variant="default" loading={leave.isPending} onClick={() => void leaveNow()}>{t('leave')}</Button>}
        </div>
      </form>
    </Section>
  )
}
