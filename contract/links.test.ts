import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dropReasonNames } from './links.ts'
import { language } from './shapes.ts'

const worded = z.record(z.string(), z.object({ name: z.string().min(3).max(40), detail: z.string().min(20).max(200).regex(/\.$/) }))
const catalogue = z.looseObject({ reasons: worded, reason_kinds: worded })
const read = (name: string) => catalogue.parse(JSON.parse(readFileSync(new URL(`./messages/${name}/links.json`, import.meta.url), 'utf8')))

describe.each(language.options)('in %s', (name) => {
  it('every reason to leave a visit out has a name of its own and says what it is', () => {
    const { reasons } = read(name)
    expect(Object.keys(reasons).sort()).toEqual([...dropReasonNames].sort())
    expect(new Set(Object.values(reasons).map((reason) => reason.name)).size).toBe(dropReasonNames.length)
    expect(new Set(Object.values(reasons).map(({ detail }) => detail)).size).toBe(dropReasonNames.length)
  })

  it('no reason is called as the heading that it stands under', () => {
    const { reasons, reason_kinds } = read(name)
    const headings = new Set(Object.values(reason_kinds).map((kind) => kind.name))
    expect(Object.values(reasons).filter((reason) => headings.has(reason.name))).toEqual([])
  })
})
