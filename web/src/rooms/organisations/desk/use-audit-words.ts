import type { AuditDetails, AuditEntry } from '@portevoix/contract/organisations'
import { roles } from '@portevoix/contract/permissions'
import { useTranslations } from 'use-intl'
import { useReason } from '#room/links/reason.ts'
import { useFormat } from '#ui/use-format.ts'

const actions = [
  'organisation_created', 'organisation_changed', 'member_roles_changed', 'member_tribe_changed', 'member_suspended', 'member_reinstated', 'member_removed', 'member_groups_changed', 'group_members_added',
  'invitation_sent', 'invitation_link_made', 'invitation_withdrawn', 'invitation_given_back', 'group_created', 'group_removed', 'mail_opened', 'sign_in_link_printed',
  'programme_created', 'programme_changed', 'programme_themes_changed', 'programme_charter_published',
  'domain_added', 'domain_verified', 'domain_preferred', 'domain_unpreferred', 'domain_removed', 'domain_lost', 'link_reason_counted', 'link_reason_left_out', 'link_hits_left_out', 'campaign_link_made', 'campaign_link_removed', 'campaign_link_restored', 'channel_closed', 'demonstration_created', 'demonstration_removed',
] as const
const fields = ['name', 'colour', 'logo', 'language', 'time_zone', 'purpose', 'networks', 'disclosure_hashtag', 'utm_enabled'] as const

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** What was done and the little that the log says of it, as the person would say it; what a later version wrote stays as it is. */
export const useAuditWords = () => {
  const t = useTranslations('organisations.audit')
  const people = useTranslations('people')
  const format = useFormat()
  const reasonOf = useReason()
  const fieldName = (field: string) => { const known = fields.find((one) => one === field); return known ? t(`fields.${known}`) : field }
  const roleName = (role: string) => { const known = roles.find((one) => one === role); return known ? people(`roles.${known}`) : role }
  const rolesIn = (name: 'granted' | 'taken', value: unknown) => { const named = textsOf(value).map(roleName); return named.length ? t(name, { roles: format.list(named) }) : null }
  const groupsIn = (name: 'joined_groups' | 'left_groups', value: unknown) => { const named = textsOf(value); return named.length ? t(name, { count: named.length, groups: format.list(named) }) : null }
  const words: Record<keyof AuditDetails, (value: unknown) => string | null> = {
    fields: (value) => format.list(textsOf(value).map(fieldName)),
    granted: (value) => rolesIn('granted', value),
    taken: (value) => rolesIn('taken', value),
    tribe: (value) => (value === 'employees' || value === 'customers' ? people(`tribes.${value}`) : null),
    members: (value) => t('members', { count: Number(value) }),
    joined_groups: (value) => groupsIn('joined_groups', value),
    left_groups: (value) => groupsIn('left_groups', value),
    group: String,
    replacement: (value) => t('removed_group.replacement', { name: String(value) }),
    channel: String,
    contents: (value) => (value === 0 ? null : t('removed_group.contents', { count: Number(value) })),
    alone: (value) => (value === 0 ? null : t('removed_group.alone', { count: Number(value) })),
    invitations: (value) => (value === 0 ? null : t('invitations', { count: Number(value) })),
    version: (value) => t('version', { version: Number(value) }),
    host: (value) => t('host', { host: String(value) }),
    slug: (value) => t('slug', { slug: String(value) }),
    reason: (value) => reasonOf(String(value)).name,
    days: (value) => { const [from = '', to = from] = textsOf(value); return format.dayRange(from, to) },
    // of use to programs alone
    kind: () => null, mail_id: () => null, mail_server: () => null,
  }
  const isKnown = (name: string): name is keyof AuditDetails => Object.hasOwn(words, name)
  const said = (name: string, value: unknown): string | null => (isKnown(name) ? words[name](value) : `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
  return {
    what: ({ action }: AuditEntry): string => { const known = actions.find((one) => one === action.replace('.', '_')); return known ? t(`actions.${known}`) : action },
    details: ({ details }: AuditEntry): string => Object.entries(details).flatMap(([name, value]) => said(name, value) ?? []).join(' · '),
  }
}
