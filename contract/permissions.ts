/** The roles of product.md; a member may hold several. */
export const roles = ['admin', 'lead', 'curator', 'moderator', 'sponsor', 'manager', 'ambassador'] as const
export type Role = (typeof roles)[number]

/**
 * Who may call a route. `anyone`: signed in or not; `signed_in`: any identity; `member`: a member of the
 * organisation of the request, whatever their roles; a list: members who hold one of these roles.
 * What somebody may not do is answered 404, as if it did not exist.
 */
export const permissions = {
  anyone: 'anyone',
  signed_in: 'signed_in',
  member: 'member',
  'organisation.manage': ['admin'],
  'people.see': ['admin', 'lead'],
  'groups.see': ['admin', 'lead', 'curator', 'moderator'],
  'people.invite': ['admin', 'lead'],
  'people.manage': ['admin'],
  'programme.manage': ['admin', 'lead'],
  'content.curate': ['lead', 'curator'],
  'insights.read': ['lead', 'curator', 'sponsor'],
} as const satisfies Record<string, 'anyone' | 'signed_in' | 'member' | readonly Role[]>

export type Permission = keyof typeof permissions

/** Whether a member holding `held` may call a route of this permission. */
export const allows = (permission: Permission, held: readonly Role[]): boolean => {
  const rule = permissions[permission]
  return typeof rule === 'string' || held.some((role) => rule.some((allowed) => allowed === role))
}
