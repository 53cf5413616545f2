import { Button, Group, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { language } from '#app/language.ts'
import { fieldErrors } from '#app/problem.ts'
import { queryClient } from '#app/queries.ts'
import { rooms } from '#app/rooms.ts'
import { enterOrganisation, sessionQuery } from '#app/session.ts'
import { useStore } from '#app/store.ts'
import { ownColour } from '#ui/colour.ts'
import { FieldError } from '#ui/field-error.tsx'
import { goToFirstWrong } from '#ui/first-wrong.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { wholeColour } from '#room/organisations/colour-field.tsx'
import { IdentityFields, PlaceFields, zoneHere, type OrganisationValues } from '#room/organisations/organisation-fields.tsx'
import classes from './door.module.css'
import { forgetFirstVisitDraft, readFirstVisitDraft, useKeptDraft } from './first-visit-draft.ts'

const home: string = '/'

/** The refused fields of one part of the form. */
const errorsUnder = (part: string, error: unknown) =>
  Object.fromEntries(Object.entries(fieldErrors(error)).filter(([field]) => field.startsWith(`${part}.`)).map(([field, message]) => [field.slice(part.length + 1), message]))

const Demonstration = () => {
  const t = useTranslations('people.first_visit')
  const doors = rooms.flatMap((room) => room.first_visit ?? [])
  if (doors.length === 0) return null
  return (
    <section className={classes.other} aria-labelledby="other-way">
      <Title order={2} size="h4" id="other-way">{t('demonstration')}</Title>
      <p className={classes.lead}>{t('demonstration_lead')}</p>
      <Suspense fallback={null}>{doors.map((Door, place) => <Door key={place} />)}</Suspense>
    </section>
  )
}

const Welcome = () => {
  const t = useTranslations()
  const navigate = useNavigate()
  const spoken = useStore(language)
  const [draft] = useState(readFirstVisitDraft)
  // the second step is one of the history: Back, the page's own or the browser's, leads to the first
  const second = useSheet('first_visit')
  const organisation = useForm<OrganisationValues>({
    initialValues: {
      name: draft.organisation_name ?? '', colour: draft.colour ?? ownColour, language: draft.language === 'fr' || draft.language === 'en' ? draft.language : spoken, time_zone: draft.time_zone ?? zoneHere(),
      logo: null, logo_shown: null,
    },
    validate: { name: (name) => (name.trim() ? null : t('organisations.fields.name_required')), colour: (colour) => (wholeColour(colour) ? null : t('organisations.fields.colour_required')) },
  })
  const administrator = useForm({ initialValues: { name: draft.name ?? '', email: draft.email ?? '' } })
  const { name: organisation_name, colour, language: chosen, time_zone } = organisation.values
  useKeptDraft({ organisation_name, colour, language: chosen, time_zone, ...administrator.values })
  // without a name there is nothing to go on from, whatever the history says
  const step = second.opened && organisation_name.trim() !== '' ? 2 : 1
  const create = useMutation(api.people.first_visit.mutationOptions({
    onSuccess: async ({ organisation_id }) => {
      forgetFirstVisitDraft()
      await queryClient.invalidateQueries(sessionQuery)
      if (organisation_id) await enterOrganisation(organisation_id)
      await navigate({ to: home })
    },
    onError: (error) => {
      const wrong = errorsUnder('organisation', error)
      organisation.setErrors(wrong)
      administrator.setErrors(errorsUnder('administrator', error))
      if (Object.keys(wrong).length) second.close()
    },
  }))
  const submit = administrator.onSubmit((person) => {
    const { logo_shown: _, logo = null, ...draft } = organisation.getValues()
    create.mutate({ organisation: { ...draft, logo }, administrator: person })
  })
  const refused = create.error && Object.keys(fieldErrors(create.error)).length === 0 ? create.error.message : null
  return (
    <Stack gap="lg">
      <title>{`${t('people.first_visit.title')} · Portevoix`}</title>
      <div>
        <Title order={1}>{t('people.first_visit.title')}</Title>
        <p className={classes.lead}>{t('people.first_visit.lead')}</p>
      </div>
      <p className={classes.step} aria-live="polite">{t('people.first_visit.step', { step })}</p>
      {step === 1 ? (
        <form onSubmit={organisation.onSubmit(() => { second.open() }, goToFirstWrong)} noValidate>
          <Stack>
            <Title order={2} size="h3">{t('people.first_visit.organisation')}</Title>
            <IdentityFields form={organisation} />
            <PlaceFields form={organisation} />
            <Button type="submit" fullWidth>{t('people.first_visit.next')}</Button>
          </Stack>
        </form>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack>
            <Title order={2} size="h3">{t('people.first_visit.administrator')}</Title>
            <p className={classes.lead}>{t('people.first_visit.administrator_lead')}</p>
            <TextInput label={t('people.person.name')} description={t('people.person.name_hint')} required maxLength={120} autoComplete="name" data-autofocus {...administrator.getInputProps('name')} />
            <TextInput type="email" label={t('people.person.email')} description={t('people.person.email_hint')} required autoComplete="email" {...administrator.getInputProps('email')} />
            <FieldError>{refused}</FieldError>
            <Group justify="space-between">
              <Button variant="default" onClick={second.close}>{t('people.first_visit.back')}</Button>
              <Button type="submit" loading={create.isPending}>{t('people.first_visit.create')}</Button>
            </Group>
          </Stack>
        </form>
      )}
      <Demonstration />
    </Stack>
  )
}

export default Welcome
