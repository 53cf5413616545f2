import { run as cold } from './cold.ts'
import { run as dashboard } from './dashboard.ts'
import { run as feed } from './feed.ts'
import { run as fresh } from './fresh.ts'
import { run as memory } from './memory.ts'
import { run as nodes } from './nodes.ts'
import { run as outage } from './outage.ts'
import { run as redirect } from './redirect.ts'
import type { Row } from './redirect/rows.ts'
import { run as rollups } from './rollups.ts'

const cells = ({ name, baseline, measured, ratio, unit, rounds }: Row) => [name, String(baseline), String(measured), `× ${ratio}`, unit, String(rounds)]
const header = ['what / baseline', 'baseline', 'measured', 'ratio', 'unit', 'rounds']

const all = { redirect, outage, nodes, cold, memory, fresh, feed, dashboard, rollups }
const isName = (name: string): name is keyof typeof all => Object.hasOwn(all, name)
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !isName(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}: write some of ${Object.keys(all).join(', ')}, or nothing for all.\n`)
  process.exit(1)
}

/** Every benchmark that was asked for against its own baseline of the same run, in one table; details are in bench/results. */
const rows: Row[] = []
for (const name of Object.keys(all).filter(isName)) if (asked.length === 0 || asked.includes(name)) rows.push(...await all[name]())
const lines = [header, ...rows.map(cells)]
const widths = header.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)))
const write = (line: readonly string[]) => `| ${line.map((cell, place) => (place === 0 || place === 4 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0))).join(' | ')} |`
const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
process.stdout.write(`${[write(header), rule, ...rows.map((row) => write(cells(row)))].join('\n')}\n`)
