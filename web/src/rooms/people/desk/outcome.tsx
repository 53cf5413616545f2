import { Badge, Checkbox } from '@mantine/core'
import type { Outcome as Name } from '@portevoix/contract/people/invitations'
import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'

/** What becomes of one person, and the dates that it is told by. */
export interface Told { outcome: Name; invited_at: string | null; again_at: string | null }

const tones: Partial<Record<Name, string>> = { invited: 'green', sent_again: 'blue', member_already: 'gray', named_twice: 'gray' }

/** What will become of an invited person: a word for what is done, a sentence for what is not. */
export const Outcome = ({ outcome, invited_at, again_at }: Told) => {
  const t = useTranslations('people.invitations')
  const format = useFormat()
  const words = t(`outcomes.${outcome}`, { since: invited_at ? format.date(invited_at) : '', again: again_at ? format.dateTime(again_at) : '' })
  return tones[outcome] ? <Badge color={tones[outcome]}>{words}</Badge> : <span>{words}</span>
}

/** Asks for a reminder of those who are invited already; shown where there is one. */
export const SendAgainTick = ({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) => {
  const t = useTranslations('people.invitations')
  return <Checkbox size="md" checked={checked} onChange={(event) => { onChange(event.currentTarget.checked) }} label={t('send_again_too')} description={t('send_again_too_hint')} />
}

/** How many of these have each outcome, as the answer tells it. */
export const tally = (count: (outcome: Name) => number) => ({
  invited: count('invited'), again: count('sent_again'), waiting: count('invited_already'), held: count('too_soon') + count('too_often'), members: count('member_already'),
})
