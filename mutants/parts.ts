/** A part of a click's way: the files that are changed, and the tests that are to notice, the quick ones first; whether they take PostgreSQL. */
export interface Part { name: string; files: readonly string[]; tests: readonly string[]; database: boolean }

const inLinks = (...paths: readonly string[]): string[] => paths.map((path) => `server/rooms/links/${path}`)

export const parts: readonly Part[] = [
  {
    name: 'pipeline',
    files: inLinks('pipeline/*.ts'),
    tests: inLinks('pipeline/*.test.ts'),
    database: false,
  },
  {
    name: 'journal',
    files: inLinks('journal/*.ts', 'octets.ts', 'queries/hits.ts'),
    tests: inLinks(
      'journal/group.test.ts', 'journal/segment.test.ts', 'journal/folders.test.ts', 'journal/journal.test.ts', 'journal/columns.test.ts', 'queries/hits.test.ts', 'journal/delivery.test.ts',
    ),
    database: true,
  },
  {
    // how visitors are told apart, and for how long
    name: 'salts',
    files: inLinks('day-keys.ts', 'fingerprint.ts', 'keyed.ts', 'queries/salts.ts', 'redirect/today.ts', 'visitor.ts'),
    tests: inLinks('visitor.test.ts', 'keyed.test.ts', 'fingerprint.test.ts', 'day-keys.test.ts', 'redirect/today.test.ts'),
    database: true,
  },
  {
    name: 'rollups',
    files: inLinks('counting.ts', 'rollups.ts', 'queries/rollups.ts', 'queries/visitors.ts'),
    tests: inLinks('counting.test.ts', 'rolling-up.test.ts', 'rollups.test.ts', 'reasons/reasons.test.ts'),
    database: true,
  },
]

export const partNamed = (name: string | undefined): Part => {
  const part = parts.find((part) => part.name === name)
  if (part === undefined) throw new Error(`there is no part called ${name}`)
  return part
}
