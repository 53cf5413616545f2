import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import type { LinkReasons } from '@portevoix/contract/links'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { ReturnFocus } from '#ui/return-focus.tsx'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useReason } from '../reason.ts'
import classes from './reasons.module.css'

interface Props { item: LinkReasons['items'][number]; onClose: () => void }

/** What the other choice would change, before it is made. */
export const DryRun = ({ item: { reason, counts }, onClose }: Props) => {
  const t = useTranslations('links.switches')
  const ui = useTranslations('ui')
  const format = useFormat()
  const notice = useNotice()
  const undoable = useUndo()
  const queryClient = useQueryClient()
  const { name } = useReason()(reason)
  const told = useQuery(api.links.dryRunReason.queryOptions({ input: { reason }, staleTime: 0 }))
  const figure = (count: number | null) => (count === null ? '–' : format.number(count))
  const choose = (counted: boolean) => client.links.switchReason({ reason, counts: counted }).then((list) => { queryClient.setQueryData(api.links.reasons.queryKey(), list) })
  const change = useMutation({
    mutationFn: () => choose(!counts),
    onSuccess: () => {
      onClose()
      undoable({ message: counts ? t('done_back', { reason: name }) : t('done', { reason: name }), undo: () => choose(counts) })
    },
    onError: (error) => { notice(error.message, 'bad') },
  })
  return (
    <Modal opened onClose={onClose} title={counts ? t('dry_title_back') : t('dry_title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <ReturnFocus />
      <Stack>
        <Text fw={700}>{name}</Text>
        {told.data ? <Text>{t('dry_lead', { days: told.data.days })}</Text> : told.isPending && <Skeleton height="1.5rem" />}
        {told.isError ? <Alert color="red" title={t('dry_failed')}>{told.error.message}</Alert> : (
          <div aria-live="polite" aria-busy={told.isPending}>
            <dl className={classes.figures}>
              <div><dt>{t('before')}</dt><dd>{told.data ? figure(told.data.clicks) : <Skeleton height="1.6rem" width="5rem" />}</dd></div>
              <div><dt>{t('after')}</dt><dd>{told.data ? figure(told.data.clicks_after) : <Skeleton height="1.6rem" width="5rem" />}</dd></div>
            </dl>
            {told.data && <Text className={classes.detail}>{told.data.links === null ? t('few_links', { threshold: told.data.threshold }) : t('links', { count: told.data.links })}</Text>}
          </div>
        )}
        <Text className={classes.detail}>{t('consequence')}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>{t('keep')}</Button>
          <Button disabled={!told.data} loading={change.isPending} onClick={() => { change.mutate() }}>{counts ? t('leave_out') : t('count')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
