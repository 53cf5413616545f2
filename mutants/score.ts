import { relative } from 'node:path'
import type { Stryker } from '@stryker-mutator/core'

export type Mutants = Awaited<ReturnType<Stryker['runMutationTest']>>

/** What became of a part's mutants. Those that the tests cannot tell from an endless loop are noticed too. */
export interface Score { part: string; killed: number; endless: number; survived: number; unreached: number; percent: number }

export const scoreOf = (part: string, mutants: Mutants): Score => {
  const count = (wanted: Mutants[number]['status']) => mutants.filter(({ status }) => status === wanted).length
  const [killed, endless, survived, unreached] = [count('Killed'), count('Timeout'), count('Survived'), count('NoCoverage')]
  return { part, killed, endless, survived, unreached, percent: 100 * (killed + endless) / (killed + endless + survived + unreached) }
}

const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 120)

/** The changes that no test noticed, a line each. */
export const survivorsOf = (mutants: Mutants): string => mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  .map(({ fileName, location, mutatorName, replacement, status }) => `${relative(process.cwd(), fileName)}:${location.start.line}:${location.start.column} ${status === 'NoCoverage' ? 'reached by no test' : 'survived'}: ${mutatorName} -> ${short(replacement ?? '')}\n`).join('')

const header = ['part', 'killed', 'endless', 'survived', 'unreached', 'noticed (%)']

/** The scores as a table of Markdown. */
export const tableOf = (scores: readonly Score[]): string => {
  const rows = scores.map(({ part, killed, endless, survived, unreached, percent }) => [part, killed, endless, survived, unreached, percent.toFixed(1)].join(' | '))
  return [header.join(' | '), header.map((_, place) => (place === 0 ? '---' : '---:')).join(' | '), ...rows].map((row) => `| ${row} |`).join('\n')
}
