import type { DayKeys } from '../day-keys.ts'
import { findMarks } from '../queries/redirect.ts'
import { deleteMarks, deleteSalts, saltOf, type Run } from '../queries/salts.ts'
import { utcDay } from '../rules.ts'
import type { Lane } from './lane.ts'

/** What one UTC day has of its own: the salt of its visitors, and the marks of the sharers seen in it. */
export interface Today { day: string; salt: Buffer; marks: Map<string, Set<string>> }

export interface Calendar {
  /** The day of a moment: at once when it is the same as before. */
  at(milliseconds: number): Today | Promise<Today>
  /** A sharer was seen: `day member mark`. */
  heard: (message: string) => void
  /** Messages may have been missed: the day is read again, and used as it was until then. */
  doubt(): void
  close(): void
}

const addMark = ({ marks }: Today, member_id: string, mark: string) => {
  const known = marks.get(member_id)
  if (known) known.add(mark)
  else marks.set(member_id, new Set([mark]))
}

const day_ms = 86_400_000
/** How often the day is looked at where nobody clicks, so that yesterday's salt goes all the same. */
const rhythm_ms = 60_000
/** How long before its day a salt is made, so that a database that is away at midnight loses nothing. A salt lives 30 hours. */
const ahead_ms = 6 * 3_600_000

export const createCalendar = (lane: Lane, keys: DayKeys, clock: () => number): Calendar => {
  let today: Today | null = null
  let tomorrow: Today | null = null
  let ends_at = 0
  let loading: { day: string; today: Promise<Today>; messages: string[] } | null = null
  const run: Run = (text, values) => lane.query({ text, values: [...values] })

  const take = (into: Today, message: string) => {
    const [day, member_id, mark] = message.split(' ')
    if (day === into.day && member_id && mark) addMark(into, member_id, mark)
  }

  const read = async (day: string): Promise<Today> => {
    const next: Today = { day, salt: await saltOf(run, keys, day), marks: new Map() }
    const marks = await lane.query<{ member_id: string; mark: string }>({ ...findMarks, values: [day] })
    for (const { member_id, mark } of marks) addMark(next, member_id, mark)
    // every node does so as its day turns, and when it starts: no salt survives because one of them was down
    keys.destroyBefore(day)
    await lane.query({ text: deleteSalts, values: [day] })
    await lane.query({ text: deleteMarks, values: [day] })
    return next
  }

  const begin = (next: Today) => {
    today = next
    ends_at = Date.parse(`${next.day}T00:00:00Z`) + day_ms
  }

  const load = (day: string): Promise<Today> => {
    if (loading?.day === day) return loading.today
    const messages: string[] = []
    const turn = { day, messages, today: read(day).then((next) => {
      messages.forEach((message) => { take(next, message) })
      if (loading === turn) {
        loading = null
        begin(next)
      }
      return next
    }) }
    loading = turn
    turn.today.catch(() => { if (loading === turn) loading = null })
    return turn.today
  }

  const prepare = async (day: string) => {
    if (tomorrow?.day === day) return
    tomorrow = { day, salt: await saltOf(run, keys, day), marks: new Map() }
  }

  const at = (milliseconds: number) => {
    if (today && milliseconds < ends_at && milliseconds >= ends_at - day_ms) return today
    today = null
    const day = utcDay(milliseconds)
    if (tomorrow?.day !== day) return load(day)
    const begun = tomorrow
    begin(begun)
    load(day).catch(() => undefined)
    return begun
  }

  const look = () => {
    const now = clock()
    Promise.resolve(at(now)).then(() => (ends_at - now < ahead_ms ? prepare(utcDay(now + ahead_ms)) : undefined)).catch(() => undefined)
  }
  const timer = setInterval(look, rhythm_ms)
  timer.unref()
  look()

  return {
    at,
    heard(message) {
      loading?.messages.push(message)
      if (today) take(today, message)
    },
    doubt() {
      loading = null
      load(utcDay(clock())).catch(() => undefined)
    },
    close() {
      clearInterval(timer)
    },
  }
}
