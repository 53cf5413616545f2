import { Checkbox, MultiSelect, NativeSelect } from '@mantine/core'
import { roles, type Role } from '@portevoix/contract/permissions'
import type { Language, Tribe } from '@portevoix/contract/shapes'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useMember } from '#app/session.ts'
import classes from './place-fields.module.css'

/** The groups to choose from. */
export const useGroups = () => useQuery(api.people.groups.names.queryOptions()).data?.items ?? []

interface GroupsProps {
  label: string
  description?: string
  /** What a chosen group is called that is no longer there; such a one stays to be seen, and to be taken away. */
  gone?: string
  error?: string | undefined
  value: string[]
  onChange: (ids: string[]) => void
}

export const GroupsField = ({ label, description, gone, error, value, onChange }: GroupsProps) => {
  const groups = useQuery(api.people.groups.names.queryOptions()).data?.items
  const lost = groups && gone !== undefined ? value.filter((one) => !groups.some(({ id }) => id === one)) : []
  const choices = [...(groups ?? []).map(({ id, name }) => ({ value: id, label: name })), ...lost.map((id) => ({ value: id, label: gone ?? '' }))]
  return <MultiSelect data-field="group_ids" label={label} description={description} error={error} data={choices} value={value} onChange={onChange} searchable clearable hidePickedOptions size="md" />
}

/** The roles, each with what it may do; a lead does not give the administrator's. */
export const RolesField = ({ label, value, onChange }: { label: string; value: readonly Role[]; onChange: (roles: Role[]) => void }) => {
  const t = useTranslations('people')
  const administers = useMember()?.roles.includes('admin') ?? false
  const shown = roles.toReversed().filter((role) => role !== 'admin' || administers)
  return (
    <Checkbox.Group label={label} value={[...value]} onChange={(chosen) => { onChange(roles.filter((role) => chosen.includes(role))) }}>
      <div className={classes.roles}>{shown.map((role) => <Checkbox key={role} size="md" value={role} label={t(`roles.${role}`)} description={t(`role_hints.${role}`)} />)}</div>
    </Checkbox.Group>
  )
}

const tribes: readonly Tribe[] = ['employees', 'customers']

export const TribeField = ({ value, onChange }: { value: Tribe; onChange: (tribe: Tribe) => void }) => {
  const t = useTranslations('people')
  return <NativeSelect label={t('members.tribe')} description={t('members.tribe_hint')} value={value} onChange={(event) => { onChange(event.currentTarget.value === 'customers' ? 'customers' : 'employees') }} data={tribes.map((tribe) => ({ value: tribe, label: t(`tribes.${tribe}`) }))} />
}

export const LanguageField = ({ label, value, onChange }: { label: string; value: Language; onChange: (language: Language) => void }) => {
  const t = useTranslations('ui.language')
  return <NativeSelect label={label} value={value} onChange={(event) => { onChange(event.currentTarget.value === 'en' ? 'en' : 'fr') }} data={[{ value: 'fr', label: t('fr') }, { value: 'en', label: t('en') }]} />
}
