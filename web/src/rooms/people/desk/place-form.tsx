import { NativeSelect, SimpleGrid, Stack } from '@mantine/core'
import type { Role } from '@portevoix/contract/permissions'
import type { Language, Tribe } from '@portevoix/contract/shapes'
import { useTranslations } from 'use-intl'
import { language } from '#app/language.ts'
import { GroupsField, LanguageField, RolesField, TribeField } from '../place-fields.tsx'

/** What the invited will be. */
export interface Place { tribe: Tribe; language: Language; roles: Role[]; group_ids: string[]; expires_in_days: number }

/** What is proposed until something else is chosen. */
export const usualPlace = (): Place => ({ tribe: 'employees', language: language.get(), roles: ['ambassador'], group_ids: [], expires_in_days: 30 })

const durations = [7, 14, 30, 90, 180]

export const PlaceForm = ({ value, onChange }: { value: Place; onChange: (place: Place) => void }) => {
  const t = useTranslations('people.invitations')
  const change = (part: Partial<Place>) => { onChange({ ...value, ...part }) }
  return (
    <Stack component="fieldset" gap="md" m={0} p={0} bd={0} miw={0} aria-label={t('place')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TribeField value={value.tribe} onChange={(tribe) => { change({ tribe }) }} />
        <GroupsField label={t('groups')} description={t('groups_hint')} value={value.group_ids} onChange={(group_ids) => { change({ group_ids }) }} />
      </SimpleGrid>
      <RolesField label={t('roles')} value={value.roles} onChange={(roles) => { change({ roles }) }} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <LanguageField label={t('language')} value={value.language} onChange={(spoken) => { change({ language: spoken }) }} />
        <NativeSelect label={t('expires_in')} value={String(value.expires_in_days)} onChange={(event) => { change({ expires_in_days: Number(event.currentTarget.value) }) }} data={durations.map((days) => ({ value: String(days), label: t('days', { count: days }) }))} />
      </SimpleGrid>
    </Stack>
  )
}
