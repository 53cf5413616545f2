import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { DayKeys } from '../day-keys.ts'
import { findMarks } from '../queries/redirect.ts'
import { destroyOver, saltOf, type Run } from '../queries/salts.ts'
import { utcDay } from '../rules.ts'
import { createDays, endOf, startOf, type Held, type Today } from './days.ts'
import type { Lane } from './lane.ts'

export interface Calendar {
  /** The day of a moment: at once when it is the same as before, and within half a second whatever the database does. */
  at(milliseconds: number): Today | Promise<Today>
  /** A sharer was seen: `day member mark`. */
  heard: (message: string) => void
  /** Messages may have been missed: the day is read again, and used as it was until then. */
  doubt(): void
  close(): void
}

export interface CalendarOptions { lane: Lane; keys: DayKeys; clock: () => number; log: Logger }

const addMark = ({ marks }: Today, member_id: string, mark: string) => {
  const known = marks.get(member_id)
  if (known) known.add(mark)
  else marks.set(member_id, new Set([mark]))
}

/** How often the day is looked at where nobody clicks, so that yesterday's salt goes all the same. */
const rhythm_ms = 60_000
/** How long before its day a salt is made, so that a database that is away at midnight loses nothing. A salt lives 30 hours. */
const ahead_ms = 6 * 3_600_000
/** How long visitors wait for the salt of a day that begins, once; then it is one of this process's. */
const patience_ms = 500
const retry_ms = 1_000

const passed = () => performance.now()

export const createCalendar = ({ lane, keys, clock, log }: CalendarOptions): Calendar => {
  const days = createDays(clock, passed)
  let current: Held | null = null
  let begins_at = 0
  let ends_at = 0
  let loading: { day: string; held: Promise<Held | null>; messages: string[] } | null = null
  let arriving: { day: string; today: Promise<Today> } | null = null
  let met = false
  let tried = 0
  let swept = ''
  const run: Run = (text, values) => lane.query({ text, values: [...values] })

  const take = (into: Today, message: string) => {
    const [day, member_id, mark] = message.split(' ')
    if (day === into.day && member_id && mark) addMark(into, member_id, mark)
  }

  // every node does so as its day turns, and when it starts: no salt survives because one of them was down
  const sweep = async (day: string) => { swept = await destroyOver(run, keys, day, ['salts', 'sharer_marks']) }

  const read = async (day: string): Promise<Held | null> => {
    const salt = await saltOf(run, keys, day)
    if (salt === null) return null
    const today: Today = { day, salt, marks: new Map() }
    const marks = await lane.query<{ member_id: string; mark: string }>({ ...findMarks, values: [day] })
    for (const { member_id, mark } of marks) addMark(today, member_id, mark)
    await sweep(day).catch(() => undefined) // looked at again within a minute
    return { today, origin: 'read' }
  }

  const use = (held: Held): Today => {
    current = held
    begins_at = startOf(held.today.day)
    ends_at = endOf(held.today.day)
    return held.today
  }

  const begin = (held: Held): Today => {
    days.keep(held)
    return use(held)
  }

  const load = (day: string): Promise<Held | null> => {
    if (loading?.day === day) return loading.held
    const messages: string[] = []
    tried = passed()
    const turn = { day, messages, held: read(day).catch((error: unknown) => {
      log.warn({ day, error: error instanceof Error ? error.message : String(error) }, 'the salt of the day cannot be read')
      return null
    }).then((held) => {
      if (held) messages.forEach((message) => { take(held.today, message) })
      if (loading === turn) {
        loading = null
        if (held) begin(held)
      }
      return held
    }) }
    loading = turn
    return turn.held
  }

  /** Better that visitors are told apart within this process alone than that their visits are lost. */
  const own = (day: string): Held => {
    log.warn({ day }, 'without the salt of the day: until it can be read, visitors are told apart within this process alone')
    const held: Held = { today: { day, salt: randomBytes(32), marks: new Map() }, origin: 'own' }
    begin(held)
    return held
  }

  const arrive = (day: string): Promise<Today> => {
    if (arriving?.day === day) return arriving.today
    const turn = { day, today: Promise.race([load(day), sleep(patience_ms, null, { ref: false })]).then((held) => {
      if (arriving === turn) arriving = null
      return (held ?? days.get(day) ?? own(day)).today
    }) }
    arriving = turn
    return turn.today
  }

  const prepare = async (day: string) => {
    if (days.get(day)) return
    const salt = await saltOf(run, keys, day)
    if (salt !== null && !days.get(day)) days.keep({ today: { day, salt, marks: new Map() }, origin: 'made' })
  }

  const at = (milliseconds: number) => {
    const now = current
    if (now?.origin === 'read' && milliseconds < ends_at && milliseconds >= begins_at) return now.today
    const day = utcDay(milliseconds)
    met ||= lane.up
    const held = days.get(day)
    if (held) {
      if (held.origin !== 'read' && lane.up && (held !== now || passed() - tried > retry_ms)) void load(day)
      return use(held)
    }
    return met && !lane.up ? own(day).today : arrive(day)
  }

  const look = async () => {
    const now = clock()
    const day = utcDay(now)
    days.expire()
    met ||= lane.up
    // nobody waits: a connection that is on its way is waited for, and a salt of one's own is made by who comes before it
    if (days.get(day)) await at(now)
    else if (lane.up || !met) await load(day)
    if (!lane.up) return
    if (swept !== day) await sweep(day)
    if (endOf(day) - now < ahead_ms) await prepare(utcDay(now + ahead_ms))
  }
  const lookNow = () => { look().catch(() => undefined) }
  const timer = setInterval(lookNow, rhythm_ms)
  timer.unref()
  lookNow()

  return {
    at,
    heard(message) {
      loading?.messages.push(message)
      if (current) take(current.today, message)
    },
    doubt() {
      loading = null
      void load(utcDay(clock()))
    },
    close() {
      clearInterval(timer)
    },
  }
}
