import { Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { Language } from '@portevoix/contract/shapes'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ColourField } from './colour-field.tsx'
import { LogoField } from './logo-field.tsx'

export interface OrganisationValues {
  name: string
  colour: string
  language: Language
  time_zone: string
  /** In base64; undefined where the logo was not touched, null where it was removed. */
  logo?: string | null
  logo_shown: string | null
}

type Form = UseFormReturnType<OrganisationValues>

export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const useZones = (chosen: string) => useMemo(() => [...new Set([chosen, zoneHere(), 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })), [chosen])

/** The name and what it looks like. */
export const IdentityFields = ({ form }: { form: Form }) => {
  const t = useTranslations('organisations.fields')
  return (
    <>
      <TextInput label={t('name')} description={t('name_hint')} required maxLength={120} autoComplete="organization" {...form.getInputProps('name')} />
      <ColourField value={form.values.colour} onChange={(colour) => { form.setFieldValue('colour', colour) }} error={form.errors.colour} />
      <LogoField shown={form.values.logo_shown} error={form.errors.logo} onLogo={(logo, shown) => { form.setValues({ logo, logo_shown: shown }) }} />
    </>
  )
}

export const PlaceFields = ({ form }: { form: Form }) => {
  const t = useTranslations()
  const zones = useZones(form.values.time_zone)
  const languages: { value: Language; label: string }[] = [{ value: 'fr', label: t('ui.language.fr') }, { value: 'en', label: t('ui.language.en') }]
  return (
    <>
      <Select label={t('organisations.fields.language')} description={t('organisations.fields.language_hint')} data={languages} allowDeselect={false} {...form.getInputProps('language')} />
      <Select label={t('organisations.fields.time_zone')} description={t('organisations.fields.time_zone_hint')} data={zones} searchable limit={60} allowDeselect={false} {...form.getInputProps('time_zone')} />
    </>
  )
}
