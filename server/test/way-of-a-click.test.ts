import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const lines = (file: string) => readFileSync(join(root, file), 'utf8').split('\n')

interface Step { name: string; file: string }

/** The functions that the page on the architecture names on the way of a click, each with its file, in the order in which they are read. */
const steps = (): Step[] => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const [, part = ''] = page.split('## The way of a click\n')
  return [...(part.split('\n## ')[0] ?? '').matchAll(/^\| (`.+?) \| `([\w/.-]+)` \|/gm)].flatMap(([, names = '', file = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => ({ name, file: `server/rooms/links/${file}` })))
}

/** From the line that a function begins on to the one that closes it, which is indented as that is; null where it is not in the file. */
const lengthOf = ({ name, file }: Step): number | null => {
  const text = lines(file)
  const begins = new RegExp(`^ *(?:export )?(?:const ${name} = |(?:async )?${name}\\().*[{(=\`]$|^ *export const ${name} = .*=>$`)
  const start = text.findIndex((line) => begins.test(line))
  if (start < 0) return null
  const indent = /^ */.exec(text[start] ?? '')?.[0] ?? ''
  const after = text.slice(start + 1).findIndex((line) => line.startsWith(`${indent}}`) || (indent === '' && line === ''))
  return after + 2
}

test('the way of a click, from socket to dashboard, is read in plain functions of two screens, a hundred lines each', () => {
  const all = steps().map((step) => ({ ...step, length: lengthOf(step) }))
  expect(all.filter(({ length }) => length === null)).toEqual([])
  expect(all.length).toBeGreaterThan(12)
  expect(all.filter(({ length }) => (length ?? 0) > 40)).toEqual([])
  expect(all.reduce((sum, { length }) => sum + (length ?? 0), 0)).toBeLessThanOrEqual(200)
})
