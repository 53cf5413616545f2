import { Badge, Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useMember } from '#app/session.ts'
import { Section } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import { signOut } from '../sign-out.ts'
import { deviceOf } from './device.ts'
import { OpenedMails } from './opened-mails.tsx'
import classes from './sessions.module.css'

/** Where the person is signed in; each place is closed by itself, or all at once. */
export const Sessions = () => {
  const t = useTranslations('people.me')
  const format = useFormat()
  const notice = useNotice()
  const queryClient = useQueryClient()
  const member = useMember()
  const { data } = useQuery(api.people.sessions.queryOptions())
  const end = useMutation(api.people.end_session.mutationOptions({
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.people.sessions.key() })
      notice(t('ended'))
    },
    onError: (error) => notice(error.message, 'bad'),
  }))
  const everywhere = useMutation({ mutationFn: () => signOut(true), onError: (error) => notice(error.message, 'bad') })
  const here = useMutation({ mutationFn: () => signOut(), onError: (error) => notice(error.message, 'bad') })
  const name = (agent: string) => {
    const device = deviceOf(agent)
    return device ? t('on', device) : t('unknown_agent')
  }
  return (
    <Section title={t('sessions')} detail={t('sessions_detail')}>
      {member && <OpenedMails />}
      {data ? (
        <ul className={classes.list}>
          {data.items.map(({ id, agent, current, used_at }) => (
            <li key={id} className={classes.item}>
              <div>
                <strong>{name(agent)}</strong>
                <span className={classes.used}>{t('used', { ago: format.ago(used_at) })}</span>
              </div>
              {current ? <Badge>{t('current')}</Badge> : <Button variant="subtle" color="red" aria-label={t('end_one', { device: name(agent) })} onClick={() => { end.mutate({ id }) }}>{t('end')}</Button>}
            </li>
          ))}
        </ul>
      ) : <RowSkeletons count={2} />}
      <Group>
        <Button variant="default" loading={here.isPending} onClick={() => { here.mutate() }}>{t('sign_out')}</Button>
        <Button variant="light" color="red" loading={everywhere.isPending} onClick={() => { everywhere.mutate() }}>{t('end_all')}</Button>
      </Group>
    </Section>
  )
}
