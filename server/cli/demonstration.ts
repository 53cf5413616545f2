import { readFile } from 'node:fs/promises'
import { colour, language, line } from '@portevoix/contract/shapes'
import type { Kit } from '#kit/context'
import { Refusal } from '#kit/refusal'
import { createDemonstration, demonstrationLink, demonstrationThere, removeDemonstrations, type Wishes } from '../demonstration/index.ts'
import type { Answer } from './answer.ts'
import { checked } from './checked.ts'
import { withInstallation } from './session.ts'

export interface DemonstrationCommandOptions { name?: string; colour?: string; logo?: string; language: string; again?: boolean; remove?: boolean }

const picture = (file: string): Promise<Buffer> =>
  readFile(file).catch((cause: unknown) => { throw new Refusal(`--logo ${file} cannot be read: write the path of a PNG, JPEG or WebP file.`, { cause }) })

const wishesOf = async (options: DemonstrationCommandOptions): Promise<Wishes> => ({
  name: options.name === undefined ? undefined : checked(line(120), options.name, '"Company"', '--name'),
  colour: options.colour === undefined ? undefined : checked(colour, options.colour, '"#0b5fff"', '--colour'),
  language: checked(language, options.language, 'fr', '--language'),
  logo: options.logo === undefined ? undefined : await picture(options.logo),
})

const remove = async (kit: Kit): Promise<Answer> => {
  const removed = await removeDemonstrations(kit)
  return { lines: [removed ? 'The demonstration was removed.' : 'There is no demonstration.'], data: { removed } }
}

const open = async (kit: Kit) => {
  const sign_in_link = await demonstrationLink(kit)
  return { sign_in_link, line: `Open it, once within 15 minutes: ${sign_in_link}` }
}

/** The one there is stays, with what was done in it: it is named, and a way in given. */
const there = async (kit: Kit, { organisation_id, name, made_at }: NonNullable<Awaited<ReturnType<typeof demonstrationThere>>>): Promise<Answer> => {
  const { sign_in_link, line: way_in } = await open(kit)
  return {
    lines: [
      `There is a demonstration already, ${JSON.stringify(name)}, made on ${made_at.toISOString().slice(0, 10)}: it stays as it is.`, way_in,
      'Another in its place, without what was done in this one: add --again.',
    ],
    data: { made: false, organisation_id, name, made_at: made_at.toISOString(), sign_in_link },
  }
}

/** Makes the demonstration and prints the way in; gives the way into the one there is, or removes it. */
export const demonstrationCommand = (options: DemonstrationCommandOptions): Promise<Answer> =>
  withInstallation(async ({ kit }) => {
    if (options.remove) return remove(kit)
    const wishes = await wishesOf(options)
    const started = performance.now()
    const known = await demonstrationThere(kit)
    if (known && !options.again) return there(kit, known)
    if (known) await removeDemonstrations(kit)
    const made = await createDemonstration(kit, wishes)
    if (!made) throw new Refusal('Another demonstration was made at the same time: run demo again for the way in.')
    const { sign_in_link, line: way_in } = await open(kit)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    return { lines: [`The demonstration is ready (${seconds} s).`, way_in], data: { made: true, ...made, seconds, sign_in_link } }
  }, { links: !options.remove })
