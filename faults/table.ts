import type { Result } from './run.ts'

const header = ['scenario', 'rounds', 'seed', '302s received', 'stored', 'lost', 'counted as lost', 'doubled', 'longest absence (ms)', 'until added up (ms)', 'rollups equal', 'kept']

const rolled = (differing: readonly string[] | null): string => (differing === null ? 'unknown' : differing.length === 0 ? 'yes' : 'no')

const cells = ({ scenario, rounds, seed, received, stored, lost, admitted, doubled, absence_ms, added_ms, differing, broken }: Result): string[] =>
  [scenario, rounds, seed, received, stored, lost, admitted, doubled, absence_ms, added_ms, rolled(differing), broken.length === 0 ? 'yes' : 'no'].map(String)

/** The results as a table of Markdown. */
export const tableOf = (results: readonly Result[]): string => {
  const lines = [header, ...results.map(cells)]
  const widths = header.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)))
  const write = (line: readonly string[]) => `| ${line.map((cell, place) => (place === 0 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0))).join(' | ')} |`
  return [write(header), `|${widths.map((width, place) => `${'-'.repeat(width + 1)}${place === 0 ? '-' : ':'}`).join('|')}|`, ...results.map((result) => write(cells(result)))].join('\n')
}
