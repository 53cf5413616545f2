import { readFile } from 'node:fs/promises'
import { colour, language } from '@portevoix/contract/shapes'
import { Refusal } from '#kit/refusal'
import { createDemonstration, demonstrationLink, removeDemonstrations } from '../demonstration/index.ts'
import type { Answer } from './answer.ts'
import { withInstallation } from './session.ts'

export interface DemonstrationCommandOptions { name?: string; colour?: string; logo?: string; language: string; remove?: boolean }

/** Makes the demonstration and prints the way in, or removes it. */
export const demonstrationCommand = (options: DemonstrationCommandOptions): Promise<Answer> =>
  withInstallation(async ({ kit }) => {
    if (options.remove) {
      const removed = await removeDemonstrations(kit)
      return { lines: [removed ? 'The demonstration was removed.' : 'There is no demonstration.'], data: { removed } }
    }
    const chosen = colour.optional().safeParse(options.colour)
    if (!chosen.success) throw new Refusal(`--colour is not accepted (${JSON.stringify(options.colour)}): write for example --colour "#0b5fff".`)
    const spoken = language.safeParse(options.language)
    if (!spoken.success) throw new Refusal(`--language is not accepted (${JSON.stringify(options.language)}): write fr or en.`)
    const started = performance.now()
    const made = await createDemonstration(kit, {
      name: options.name, colour: chosen.data, language: spoken.data,
      logo: options.logo === undefined ? undefined : await readFile(options.logo),
    })
    const link = await demonstrationLink(kit, made.organisation_id)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    return { lines: [`The demonstration is ready (${seconds} s).`, `Open it, once within 15 minutes: ${link}`], data: { ...made, seconds, sign_in_link: link } }
  })
