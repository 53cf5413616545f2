/** Files that are changed, and the tests that are to notice, the quick ones first; whether these take PostgreSQL. */
export interface Trial { name: string; files: readonly string[]; tests: readonly string[]; database: boolean }

/** A part of a click's way; what takes no database is tried without one, many times as fast. */
export interface Part { name: string; trials: readonly Trial[] }

const inLinks = (...paths: readonly string[]): string[] => paths.map((path) => `server/rooms/links/${path}`)

export const parts: readonly Part[] = [
  {
    name: 'pipeline',
    trials: [{ name: 'pipeline', files: inLinks('pipeline/*.ts'), tests: inLinks('pipeline/*.test.ts'), database: false }],
  },
  {
    name: 'journal',
    trials: [
      {
        name: 'journal',
        files: inLinks('journal/folders.ts', 'journal/group.ts', 'journal/hit.ts', 'journal/journal.ts', 'journal/segment.ts', 'octets.ts'),
        tests: inLinks('journal/group.test.ts', 'journal/segment.test.ts', 'journal/folders.test.ts', 'journal/journal.test.ts'),
        database: false,
      },
      {
        name: 'delivery',
        files: inLinks('journal/amendments.ts', 'journal/aside.ts', 'journal/columns.ts', 'journal/delivery.ts', 'journal/failures.ts', 'journal/left.ts', 'journal/own.ts', 'journal/take-over.ts', 'queries/hits.ts'),
        tests: inLinks('journal/columns.test.ts', 'journal/amendments.test.ts', 'queries/hits.test.ts', 'journal/delivery.test.ts', 'journal/set-aside.test.ts', 'journal/taken-away.test.ts', 'journal/full-disk.test.ts'),
        database: true,
      },
    ],
  },
  {
    // how visitors are told apart, and for how long
    name: 'salts',
    trials: [{
      name: 'salts',
      files: inLinks('day-keys.ts', 'fingerprint.ts', 'keyed.ts', 'queries/salts.ts', 'redirect/days.ts', 'redirect/today.ts', 'visitor.ts'),
      tests: inLinks('visitor.test.ts', 'keyed.test.ts', 'fingerprint.test.ts', 'day-keys.test.ts', 'redirect/days.test.ts', 'redirect/today.test.ts', 'redirect/midnight.test.ts', 'redirect/wrong-clock.test.ts'),
      database: true,
    }],
  },
  {
    name: 'rollups',
    trials: [{
      name: 'corrections',
      files: inLinks('blocks.ts', 'corrections/actions.ts', 'corrections/asked.ts', 'origin.ts', 'queries/corrections.ts'),
      tests: inLinks('blocks.test.ts', 'origin.test.ts', 'corrections/asked.test.ts', 'corrections/corrections.test.ts'),
      database: true,
    }, {
      name: 'rollups',
      files: inLinks('counting.ts', 'rollups.ts', 'queries/rollups.ts', 'queries/visitors.ts'),
      tests: inLinks('counting.test.ts', 'rolling-up.test.ts', 'rollups-apart.test.ts', 'rollups.test.ts', 'reasons/reasons.test.ts', 'reasons/replay.test.ts', 'zones.test.ts'),
      database: true,
    }],
  },
]

export const trialNamed = (name: string | undefined): Trial => {
  const trial = parts.flatMap(({ trials }) => trials).find((one) => one.name === name)
  if (trial === undefined) throw new Error(`there is no trial called ${name}`)
  return trial
}
