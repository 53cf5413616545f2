import { run as dashboard } from './dashboard.ts'
import { run as feed } from './feed.ts'
import { run as redirect, type Row } from './redirect.ts'

const cells = ({ name, baseline, measured, ratio, unit, rounds }: Row) => [name, String(baseline), String(measured), `× ${ratio}`, unit, String(rounds)]
const header = ['what / baseline', 'baseline', 'measured', 'ratio', 'unit', 'rounds']

/** Every benchmark against its own baseline of the same run, in one table; details are in bench/results. */
const rows: Row[] = []
for (const run of [redirect, feed, dashboard]) rows.push(...await run())
const lines = [header, ...rows.map(cells)]
const widths = header.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)))
const write = (line: readonly string[]) => `| ${line.map((cell, place) => (place === 0 || place === 4 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0))).join(' | ')} |`
const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
process.stdout.write(`${[write(header), rule, ...rows.map((row) => write(cells(row)))].join('\n')}\n`)
