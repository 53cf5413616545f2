import { setTimeout as sleep } from 'node:timers/promises'
import { findFaketime } from '../installation/clock.ts'
import { timeZones } from '../installation/template.ts'
import type { Scenario } from '../scenario.ts'

const minute = 60_000
const day = 86_400_000

/** The next midnight in a zone. */
const midnightIn = (time_zone: string, after: Date): Date => {
  const today = Temporal.Instant.from(after.toISOString()).toZonedDateTimeISO(time_zone)
  return new Date(today.add({ days: 1 }).startOfDay().epochMilliseconds)
}

const before_ms = 700
const kinds = ['forward', 'back', 'days forward', 'UTC midnight', 'days back', ...timeZones, 'right again'] as const

/** The clock of all processes jumps; days turn, here and where the organisations are. */
export const clock: Scenario = {
  name: 'clock', database: 'own', needs_clock: true, warmed: 50,
  hindrance: () => (findFaketime() === null ? 'it takes libfaketime: apt-get install faketime' : null),
  round: async ({ installation: { clock }, chance, round }) => {
    if (clock === null) throw new Error('no clock to set')
    const now = clock.now()
    const by = (milliseconds: number): void => { clock.set(new Date(now.getTime() + milliseconds)) }
    const across = async (midnight: Date): Promise<void> => {
      clock.set(new Date(midnight.getTime() - before_ms))
      await sleep(2 * before_ms)
    }
    await sleep(chance.number(100, 300))
    const kind = kinds[round % kinds.length]
    if (kind === 'forward') by(chance.number(1, 600) * minute)
    else if (kind === 'back') by(-chance.number(1, 600) * minute)
    else if (kind === 'days forward') by(chance.number(1, 5) * day)
    else if (kind === 'days back') by(-chance.number(1, 5) * day)
    else if (kind === 'right again') clock.set(new Date())
    else await across(midnightIn(kind === 'UTC midnight' || kind === undefined ? 'UTC' : kind, now))
  },
}
