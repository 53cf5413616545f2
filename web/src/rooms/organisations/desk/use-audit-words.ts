import type { AuditEntry } from '@portevoix/contract/organisations'
import { roles } from '@portevoix/contract/permissions'
import { useTranslations } from 'use-intl'
import { useReason } from '#room/links/reason.ts'
import { useFormat } from '#ui/use-format.ts'

const actions = [
  'organisation_created', 'organisation_changed', 'member_roles_changed', 'member_tribe_changed', 'member_suspended', 'member_reinstated', 'member_removed', 'member_groups_changed', 'group_members_added',
  'invitation_sent', 'invitation_link_made', 'invitation_withdrawn', 'invitation_given_back', 'group_created', 'group_removed', 'mail_opened', 'sign_in_link_printed',
  'programme_created', 'programme_changed', 'programme_themes_changed', 'programme_charter_published',
  'domain_added', 'domain_verified', 'domain_preferred', 'domain_unpreferred', 'domain_removed', 'domain_lost', 'link_reason_counted', 'link_reason_left_out', 'link_hits_left_out', 'campaign_link_made', 'campaign_link_removed', 'campaign_link_restored', 'channel_closed',
] as const
const fields = ['name', 'colour', 'logo', 'language', 'time_zone', 'purpose', 'networks', 'disclosure_hashtag', 'utm_enabled'] as const
/** Of use to programs alone. */
const silent: ReadonlySet<string> = new Set(['kind', 'mail_id', 'mail_server'])

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** What was done and the little that the log says of it, as the person would say it; what a later version wrote stays as it is. */
export const useAuditWords = () => {
  const t = useTranslations('organisations.audit')
  const people = useTranslations('people')
  const format = useFormat()
  const reasonOf = useReason()
  const fieldName = (field: string) => { const known = fields.find((one) => one === field); return known ? t(`fields.${known}`) : field }
  const roleName = (role: string) => { const known = roles.find((one) => one === role); return known ? people(`roles.${known}`) : role }
  const said = (name: string, value: unknown): string | null => {
    if (name === 'fields') return format.list(textsOf(value).map(fieldName))
    if (name === 'granted' || name === 'taken') return textsOf(value).length ? t(name, { roles: format.list(textsOf(value).map(roleName)) }) : null
    if (name === 'reason' && typeof value === 'string') return reasonOf(value).name
    if (name === 'days') { const [from = '', to = from] = textsOf(value); return format.dayRange(from, to) }
    if (name === 'tribe') return value === 'employees' || value === 'customers' ? people(`tribes.${value}`) : null
    if (name === 'invitations' && typeof value === 'number') return value === 0 ? null : t('invitations', { count: value })
    if (name === 'group' || name === 'channel' || name === 'replacement') return name !== 'replacement' ? String(value) : t('removed_group.replacement', { name: String(value) })
    if (name === 'members' && typeof value === 'number') return t('members', { count: value })
    if (name === 'joined_groups' || name === 'left_groups') return textsOf(value).length ? t(name, { count: textsOf(value).length, groups: format.list(textsOf(value)) }) : null
    if ((name === 'contents' || name === 'alone') && typeof value === 'number') return value === 0 ? null : t(`removed_group.${name}`, { count: value })
    if (name === 'version' && typeof value === 'number') return t('version', { version: value })
    return silent.has(name) ? null : `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`
  }
  return {
    what: ({ action }: AuditEntry): string => { const known = actions.find((one) => one === action.replace('.', '_')); return known ? t(`actions.${known}`) : action },
    details: ({ details }: AuditEntry): string => Object.entries(details).flatMap(([name, value]) => said(name, value) ?? []).join(' · '),
  }
}
