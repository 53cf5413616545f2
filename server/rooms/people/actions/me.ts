import type { Appearance } from '@portevoix/contract/people'
import type { Language } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { found } from '#kit/problem'
import { changeMember, readMember } from '../queries/members.ts'
import { sortKey } from '../rules.ts'

/** Changes what a member says of themselves. */
export const changeMe = async (ctx: Ctx, change: { name?: string; language?: Language; appearance?: Appearance }) => {
  const before = found(ctx.actor.member_id === null ? null : await readMember(ctx, ctx.actor.member_id))
  const name = change.name ?? before.name
  if (Object.keys(change).length) await changeMember(ctx, before.id, { ...change, sort_key: sortKey(name, before.email) })
  const language: Language = change.language ?? (before.language === 'en' ? 'en' : 'fr')
  const appearance: Appearance = change.appearance ?? (before.appearance === 'light' || before.appearance === 'dark' ? before.appearance : 'system')
  return { name, language, appearance }
}
