import { Input, Radio, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Language } from '@portevoix/contract/shapes'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { chooseLanguage } from '#app/language.ts'
import { enterOrganisation, sessionQuery, useMember } from '#app/session.ts'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { useNotice } from '#ui/undo.tsx'
import { LanguageSwitch, ThemeSwitch } from '#ui/switches.tsx'
import { MyProgrammes } from '#room/programme/stream/my-programmes.tsx'
import { Profile } from './profile.tsx'
import { OwnData } from './own-data.tsx'
import { Sessions } from './sessions.tsx'

const Settings = () => {
  const t = useTranslations()
  const member = useMember()
  const queryClient = useQueryClient()
  const notice = useNotice()
  const update = useMutation(api.people.update_me.mutationOptions({
    onSuccess: () => queryClient.invalidateQueries(sessionQuery),
    onError: (error) => notice(error.message, 'bad'),
  }))
  const speak = (language: Language) => {
    void chooseLanguage(language)
    update.mutate({ language })
  }
  const memberships = useQuery(sessionQuery).data?.memberships ?? []
  return (
    <Page width="form">
      <PageHeader title={t('shell.settings.title')} lead={t('shell.settings.lead')} />
      {member && <Profile key={member.member_id} name={member.name} />}
      <Section title={t('shell.settings.display')} detail={t('shell.settings.display_detail')}>
        <Input.Wrapper label={t('ui.language.label')} labelElement="div"><LanguageSwitch onChange={speak} /></Input.Wrapper>
        <Input.Wrapper label={t('ui.scheme.label')} labelElement="div"><ThemeSwitch onChange={(appearance) => update.mutate({ appearance })} /></Input.Wrapper>
      </Section>
      {memberships.length > 1 && (
        <Section title={t('shell.settings.organisation')} detail={t('shell.settings.organisation_detail')}>
          <Radio.Group aria-label={t('shell.settings.organisation')} value={member?.organisation_id ?? null} onChange={(organisation_id) => void enterOrganisation(organisation_id)}>
            <Stack gap="sm">{memberships.map((place) => <Radio key={place.organisation_id} value={place.organisation_id} label={place.organisation_name} />)}</Stack>
          </Radio.Group>
        </Section>
      )}
      <MyProgrammes />
      <Sessions />
      {member && <OwnData />}
    </Page>
  )
}

export default Settings
