import { Alert, Button, Group, Progress, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useNotice } from '#ui/undo.tsx'
import { beneath } from '../beneath.ts'
import { api } from '../client.ts'
import { isProblem } from '../problem.ts'
import classes from './card.module.css'
import { enterAs, removeDemonstration } from './enter.ts'
import { OwnForm } from './own-form.tsx'
import { useMaking } from './use-making.ts'

/** The one there is: to be entered, or removed. */
const There = ({ name }: { name: string }) => {
  const t = useTranslations('demonstration')
  const router = useRouter()
  const notice = useNotice()
  const queryClient = useQueryClient()
  /** It was removed elsewhere: the card becomes the one of an installation without it. */
  const gone = (error: Error) => {
    if (!isProblem(error, 'not_found')) return
    notice(t('card.gone'), 'bad')
    void queryClient.invalidateQueries({ queryKey: api.demonstration.read.key() })
  }
  const enter = useMutation({ mutationFn: () => enterAs('lead'), onError: gone })
  const remove = useMutation({
    mutationFn: removeDemonstration,
    onError: gone,
    onSuccess: () => {
      notice(t('switcher.removed'))
      router.history.push(beneath('/'))
    },
  })
  const { error } = enter.error ? enter : remove
  return (
    <Stack gap="sm">
      <p className={classes.words}>{t('card.there', { name })}</p>
      <Group gap="sm">
        <Button onClick={() => { enter.mutate() }} loading={enter.isPending}>{t('card.enter')}</Button>
        <Button variant="light" color="red" onClick={() => { remove.mutate() }} loading={remove.isPending}>{t('card.remove')}</Button>
      </Group>
      {error && !isProblem(error, 'not_found') && <Alert color="red">{error.message}</Alert>}
    </Stack>
  )
}

/** How far the making is. */
const Making = ({ step, percent }: { step: Parameters<ReturnType<typeof useTranslations<'demonstration.steps'>>>[0]; percent: number }) => {
  const t = useTranslations('demonstration.steps')
  return (
    <div className={classes.making}>
      <p className={classes.title}>{t('title')}</p>
      <Progress value={percent} size="lg" radius="xl" transitionDuration={200} aria-label={t('title')} />
      <output className={classes.words}>{t(step)}</output>
    </div>
  )
}

/** The way into the demonstration: in the visitor's own name and colours, if they like. */
const Card = () => {
  const { data } = useQuery(api.demonstration.read.queryOptions())
  const { progress, make, error } = useMaking()
  if (progress) return <Making {...progress} />
  if (!data?.open) return null
  if (data.organisation_name === null) return <OwnForm error={error} onMake={make} />
  return (
    <Stack gap="md">
      <There name={data.organisation_name} />
      {/* whoever is one of its people leaves it first */}
      {data.persona === null && <OwnForm again error={error} onMake={make} />}
    </Stack>
  )
}

export default Card
