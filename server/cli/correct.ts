import { day as dayShape } from '@portevoix/contract/shapes'
import { Refusal } from '#kit/refusal'
import { correct, isTooMuch, readNetwork, readProgram, united, type Corrected } from '#room/links'
import { organisationIds } from '#room/organisations'
import { timeZoneOf } from '../rooms.ts'
import type { Answer } from './answer.ts'
import { checked } from './checked.ts'
import { withInstallation } from './session.ts'

export interface CorrectOptions { network?: string[]; agent?: string[]; from?: string; to?: string; dryRun?: boolean }

const networkOf = (text: string) => {
  const blocks = readNetwork(text)
  if (blocks === 'malformed') throw new Refusal(`--network ${JSON.stringify(text)} is not accepted: write for example --network 203.0.113.0/24, or --network 2001:db8:1::/48.`)
  if (blocks === 'narrow') throw new Refusal(`--network ${JSON.stringify(text)} cannot be told from its neighbours, for no address is kept: a visit of the past is known by its /24 (IPv6: /48) at best. List it in LISTED_NETWORKS, which holds from now on, or write the /24 (/48) that it lies in if all of that is to be left out.`)
  return blocks
}

const askedFor = (options: CorrectOptions) => {
  const networks = united((options.network ?? []).map(networkOf))
  if (isTooMuch(networks)) throw new Refusal('Networks of more than 256 times a /24 (one /16; IPv6: 256 times a /48, one /40) are not looked for at once: the mark of a visit is small, and more than one in 256 of other people\'s visits would be taken for theirs. Write fewer or smaller networks, and the larger ones in LISTED_NETWORKS, which holds from now on.')
  const programs = [...new Set(options.agent ?? [])].map((agent) => {
    const program = readProgram(agent)
    if (program === null) throw new Refusal(`--agent ${JSON.stringify(agent)} is made of what people's browsers say of themselves: leaving it out would leave people out. Write the agent of a program that names itself, for example --agent "AcmeFetch/1.0 (+https://acme.example/fetch)".`)
    return program
  })
  if (networks.length + programs.length === 0) throw new Refusal('Nothing is asked for: write --network 203.0.113.0/24, --agent "AcmeFetch/1.0", or several of them.')
  const today = new Date().toISOString().slice(0, 10)
  const [from, to] = [checked(dayShape, options.from ?? '2000-01-01', '2026-11-01', '--from'), checked(dayShape, options.to ?? today, '2026-11-30', '--to')]
  if (from > today) throw new Refusal(`--from ${from} comes after today (${today}): what is to come has no visits yet. Write today or an earlier day.`)
  if (from > to) throw new Refusal(`--from ${from} comes after --to ${to}: write the earlier day as --from.`)
  return { blocks: networks, programs, from, to, dry_run: options.dryRun === true }
}

const many = (count: number, one: string): string => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`

/** Days as one line takes them; JSON names each. */
const daysOf = (days: readonly string[]): string => (days.length > 7 ? `${days[0]} to ${days.at(-1)}` : days.join(', '))

const linesOf = ({ hits, links, organisations, days, looked_at, unknown, by_chance }: Corrected, dry_run: boolean): string[] => [
  hits === 0 ? `Nothing to leave out among ${many(looked_at, 'click')}.`
    : `${dry_run ? 'Would leave out' : 'Left out'} ${many(hits, 'visit')} of ${many(links, 'link')} of ${many(organisations, 'organisation')}, on ${many(days.length, 'day')}: ${daysOf(days)}.`,
  ...(hits === 0 ? [] : [`Among ${many(looked_at, 'click')}, ${by_chance < 1 ? 'less than one' : `about ${Math.round(by_chance).toLocaleString('en')}`} may come from elsewhere and have the same mark by chance.`]),
  ...(unknown === 0 ? [] : [`${many(unknown, 'click')} came before clicks were marked: nothing can be told of them.`]),
  ...(hits === 0 ? [] : [dry_run ? 'Nothing was changed: run it again without --dry-run to do so.' : 'The figures of these days were counted again. An organisation that sees it otherwise counts these visits under “Visits left out”.']),
]

/** Leaves out of earlier days what came from networks, or by programs, that are known only now. */
export const correctCommand = (options: CorrectOptions): Promise<Answer> => {
  // what cannot be done is told before the database is opened
  const asked = askedFor(options)
  return withInstallation(async ({ kit }) => {
    const done = await correct(kit, await organisationIds(kit), timeZoneOf, asked)
    return { lines: linesOf(done, asked.dry_run), data: { dry_run: asked.dry_run, ...done, by_chance: Math.round(done.by_chance * 100) / 100 } }
  }, { links: false })
}
