import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { inventedColour } from '@portevoix/contract/demonstration'
import { useTranslations } from 'use-intl'
import { ColourField, wholeColour } from '#room/organisations/colour-field.tsx'
import { LogoField } from '#room/organisations/logo-field.tsx'
import { language } from '../language.ts'
import { fieldErrors } from '../problem.ts'
import { useStore } from '../store.ts'
import classes from './card.module.css'
import type { Wishes } from './use-making.ts'

interface Own { name: string; colour: string; logo: string | null; logo_shown: string | null }

interface Props {
  error: Error | null
  onMake: (wishes: Wishes) => void
  /** In the place of the one that is there. */
  again?: boolean
}

/** What the visitor may lend the demonstration: their name, their colour, their logo; all of it as they like. */
export const OwnForm = ({ error, onMake, again = false }: Props) => {
  const t = useTranslations('demonstration.card')
  const spoken = useStore(language)
  const form = useForm<Own>({ initialValues: { name: '', colour: inventedColour, logo: null, logo_shown: null } })
  const errors = fieldErrors(error)
  const submit = form.onSubmit(({ name, colour, logo }) => {
    onMake({ language: spoken, again, ...(name.trim() && { name: name.trim() }), ...(wholeColour(colour) && { colour }), ...(logo && { logo }) })
  })
  const fields = (
    <Stack gap="md" pt="sm">
      <p className={classes.words}>{again ? t('again_detail') : t('own_detail')}</p>
      <TextInput label={t('name')} maxLength={120} autoComplete="organization" {...form.getInputProps('name')} error={errors['name']} />
      <ColourField value={form.values.colour} onChange={(colour) => { form.setFieldValue('colour', colour) }} error={errors['colour']} />
      <LogoField shown={form.values.logo_shown} error={errors['logo']} onLogo={(logo, shown) => { form.setValues({ logo, logo_shown: shown }) }} />
      {again && <Button type="submit" variant="light" color="red">{t('replace')}</Button>}
    </Stack>
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <details className={classes.own}>
          <summary>{again ? t('again') : t('own')}</summary>
          {fields}
        </details>
        {error && Object.keys(errors).length === 0 && <Alert color="red">{error.message}</Alert>}
        {!again && <Button type="submit" variant="light" fullWidth>{t('create')}</Button>}
      </Stack>
    </form>
  )
}
