import { Alert, Button, Group, Progress, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { ownColour } from '#ui/colour.ts'
import { useNotice } from '#ui/undo.tsx'
import { ColourField, wholeColour } from '#room/organisations/colour-field.tsx'
import { LogoField } from '#room/organisations/logo-field.tsx'
import { api } from '../client.ts'
import { language } from '../language.ts'
import { fieldErrors } from '../problem.ts'
import { useStore } from '../store.ts'
import classes from './card.module.css'
import { enterAs, removeDemonstration } from './enter.ts'
import { useMaking } from './use-making.ts'

interface Own { name: string; colour: string; logo: string | null; logo_shown: string | null }

/** The one there is: to be entered, or removed. */
const There = ({ name }: { name: string }) => {
  const t = useTranslations('demonstration')
  const router = useRouter()
  const notice = useNotice()
  const enter = useMutation({ mutationFn: () => enterAs('lead') })
  const remove = useMutation({
    mutationFn: removeDemonstration,
    onSuccess: () => {
      notice(t('switcher.removed'))
      router.history.push('/')
    },
  })
  const { error } = enter.error ? enter : remove
  return (
    <Stack gap="sm">
      <p className={classes.words}>{t('card.there', { name })}</p>
      <Group gap="sm">
        <Button onClick={() => { enter.mutate() }} loading={enter.isPending}>{t('card.enter')}</Button>
        <Button variant="subtle" color="red" onClick={() => { remove.mutate() }} loading={remove.isPending}>{t('card.remove')}</Button>
      </Group>
      {error && <Alert color="red">{error.message}</Alert>}
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
  const t = useTranslations('demonstration.card')
  const spoken = useStore(language)
  const { data } = useQuery(api.demonstration.read.queryOptions())
  const { progress, make, error } = useMaking()
  const form = useForm<Own>({ initialValues: { name: '', colour: ownColour, logo: null, logo_shown: null } })
  if (progress) return <Making {...progress} />
  if (!data?.open) return null
  if (data.organisation_name !== null) return <There name={data.organisation_name} />
  const errors = fieldErrors(error)
  const submit = form.onSubmit(({ name, colour, logo }) => {
    make({ language: spoken, ...(name.trim() && { name: name.trim() }), ...(colour !== ownColour && wholeColour(colour) && { colour }), ...(logo && { logo }) })
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <details className={classes.own}>
          <summary>{t('own')}</summary>
          <Stack gap="md" pt="sm">
            <p className={classes.words}>{t('own_detail')}</p>
            <TextInput label={t('name')} maxLength={120} autoComplete="organization" {...form.getInputProps('name')} />
            <ColourField value={form.values.colour} onChange={(colour) => { form.setFieldValue('colour', colour) }} error={errors['colour']} />
            <LogoField shown={form.values.logo_shown} error={errors['logo']} onLogo={(logo, shown) => { form.setValues({ logo, logo_shown: shown }) }} />
          </Stack>
        </details>
        {error && Object.keys(errors).length === 0 && <Alert color="red">{error.message}</Alert>}
        <Button type="submit" variant="light" fullWidth>{t('create')}</Button>
      </Stack>
    </form>
  )
}

export default Card
