import { Button, Group, Text } from '@mantine/core'
import type { Programme } from '@portevoix/contract/programme'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Section } from '#ui/page.tsx'
import { useNotice } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './my-programmes.module.css'

const charterOf = (programme_id: string): string => `/charter/${programme_id}`
const erased = ['membership', 'acceptances', 'reads', 'marks', 'captions', 'identity_on_links', 'ranking'] as const
const kept = ['totals', 'links', 'departures'] as const

/** One's place in a programme, and the way out: said in full beforehand, done in one click. */
const MyProgramme = ({ programme }: { programme: Programme }) => {
  const t = useTranslations('programme.leave')
  const format = useFormat()
  const notice = useNotice()
  const queryClient = useQueryClient()
  const { id, name, purpose, joined_at } = programme
  const charter = useQuery(api.programme.charter.queryOptions({ input: { programme_id: id }, enabled: joined_at !== null })).data
  const leave = useMutation(api.programme.leave.mutationOptions({
    onSuccess: async () => {
      notice(t('done'))
      await queryClient.invalidateQueries()
    },
    onError: (error) => notice(error.message, 'bad'),
  }))
  if (joined_at === null) {
    return (
      <Section title={name} detail={t('not_in', { programme: name })}>
        <Group><Button component={Link} to={charterOf(id)} variant="default">{t('join')}</Button></Group>
      </Section>
    )
  }
  return (
    <Section title={name} detail={t('lead', { programme: name, date: format.date(joined_at) })}>
      {purpose !== '' && <Text fs="italic">{purpose}</Text>}
      {charter?.accepted && <Text><Link to={charterOf(id)}>{t('charter', { version: charter.accepted.version, date: format.date(charter.accepted.accepted_at) })}</Link></Text>}
      <div className={classes.lists}>
        <div><Text fw={600}>{t('what_goes')}</Text><ul>{erased.map((one) => <li key={one}>{t(`erased.${one}`)}</li>)}</ul></div>
        <div><Text fw={600}>{t('what_stays')}</Text><ul>{kept.map((one) => <li key={one}>{t(`kept.${one}`)}</li>)}</ul></div>
      </div>
      <Text size="sm" c="dimmed">{t('at_once')}</Text>
      {/* one click, and at once: apart from where thumbs scroll and from its neighbours */}
      <div className={classes.leave}><Button variant="outline" color="red" loading={leave.isPending} onClick={() => { leave.mutate({ programme_id: id }) }}>{t('button')}</Button></div>
    </Section>
  )
}

/** For the settings: every open programme, with one's own part in it. */
export const MyProgrammes = () => {
  const { data } = useQuery(api.programme.list.queryOptions())
  return data?.items.map((programme) => <MyProgramme key={programme.id} programme={programme} />) ?? null
}
