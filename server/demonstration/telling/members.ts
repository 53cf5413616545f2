import { joinRanking } from '#room/insights'
import { enrol, ensureGroups, recordInvitation, recordPresences } from '#room/people'
import { joinProgramme, leaveProgramme } from '#room/programme'
import { systemActor, type Actor, type Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import type { Absent, Person } from '../cast.ts'
import type { Day } from '../calendar.ts'
import type { Dice } from '../dice.ts'
import { inThePast } from '../past.ts'
import type { Invention } from '../texts.ts'

export interface Member { id: string; person: Person; actor: Actor }

const lasting_days = 14

/** Makes the cast members of the organisation, each with their groups, and tells how they were invited. */
export const tellMembers = async (ctx: Ctx, people: readonly Person[], absent: readonly Absent[], invention: Invention): Promise<{ members: Member[]; group_ids: string[] }> => {
  const begin = Math.min(...people.map(({ registered_at }) => registered_at))
  // groups are there before whoever is in them: who makes them is known beforehand
  const first = { id: newId(), email: people.find(({ roles }) => roles.includes('admin'))?.email }
  const then = inThePast(ctx, begin + 120_000, { ...systemActor, member_id: first.id, roles: ['admin'], tribe: 'employees' })
  const group_ids = await ensureGroups(then, invention.groups)
  const groupsOf = (groups: readonly number[]) => groups.flatMap((place) => group_ids[place] ?? [])
  const ids = await enrol({ ...ctx, now: then.now, actor: then.actor }, people.map(({ name, email, language, tribe, roles, groups, registered_at }) =>
    ({ ...(email === first.email && { id: first.id }), name, email, language, tribe, roles, group_ids: groupsOf(groups), joined_at: new Date(registered_at) })), true)
  const members = people.map((person, index): Member => {
    const { roles, tribe, groups, language } = person
    const id = ids[index] ?? ''
    return { id, person, actor: { ...systemActor, member_id: id, roles, tribe, group_ids: groupsOf(groups), language } }
  })
  const lead = members[0]?.actor ?? systemActor
  const place = ({ tribe, language, groups }: Pick<Person, 'tribe' | 'language' | 'groups'>) =>
    ({ tribe, language, roles: ['ambassador' as const], group_ids: groupsOf(groups), expires_in_days: lasting_days })
  for (const { id, person } of members) {
    if (person.invited_at.length === 0) continue
    await recordInvitation({ ...ctx, actor: lead }, {
      email: person.email, name: person.name, place: place(person), sent_at: person.invited_at.map((at) => new Date(at)), accepted: { member_id: id, at: new Date(person.registered_at) },
    })
  }
  for (const person of absent) {
    const last = person.invited_at.at(-1) ?? begin
    await recordInvitation({ ...ctx, actor: lead }, {
      email: person.email, name: person.name, place: place(person), sent_at: person.invited_at.map((at) => new Date(at)), ...(person.withdrawn && { withdrawn_at: new Date(last + 86_400_000) }),
    })
  }
  return { members, group_ids }
}

/** Accepting the charter, by the member themselves, on that day. */
export const tellJoining = async (ctx: Ctx, programme_id: string, { person, actor }: Member): Promise<void> => {
  if (person.ambassador_at === null) return
  await joinProgramme(inThePast(ctx, person.ambassador_at, actor), programme_id, { version: 1, language: person.language })
}

/** Those who left the programme, and those who chose to be ranked. */
export const tellChoices = async (ctx: Ctx, dice: Dice, programme_id: string, members: readonly Member[], days: readonly Day[], names: readonly string[]): Promise<void> => {
  const sharers = dice.shuffled(members.filter(({ person }) => person.sharing > 0.1 && person.roles.length === 1 && person.left_at === null && person.ambassador_at !== null))
  const played = members.filter(({ person }) => person.invited_at.length === 0 && person.roles.length === 1)
  const since = days.at(-60)?.starts_at ?? Date.now()
  for (const [place, { actor }] of [...played, ...sharers].slice(0, names.length).entries()) {
    await joinRanking(inThePast(ctx, since + place * 86_400_000, actor), programme_id, names[place] ?? '')
  }
  for (const { person, actor } of members) {
    if (person.left_at !== null) await leaveProgramme(inThePast(ctx, person.left_at, actor), programme_id)
  }
}

export const tellPresences = (ctx: Ctx, presences: readonly { member_id: string; at: number }[]): Promise<void> =>
  recordPresences(ctx, presences.map(({ member_id, at }) => ({ member_id, at: new Date(at) })))
