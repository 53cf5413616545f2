import { monthOf } from './months.ts'

const minute = 60_000

/** Minutes east of Greenwich. RFC 822 section 5.1, RFC 2822 section 4.3, and the names that European and Pacific publishers use. */
const zones: Readonly<Record<string, number>> = {
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 60, bst: 60, cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120, eet: 120, eest: 180, msk: 180,
  at: -240, ast: -240, adt: -180, et: -300, est: -300, edt: -240, ct: -360, cst: -360, cdt: -300, mt: -420, mst: -420, mdt: -360, pt: -480, pst: -480, pdt: -420,
  akst: -540, akdt: -480, hst: -600, jst: 540, kst: 540, hkt: 480, sgt: 480, awst: 480, aest: 600, aedt: 660, nzst: 720, nzdt: 780,
}

interface Parts { year: number; month: number; day: number; hour?: number; minutes?: number; seconds?: number; offset?: number }

/** A day that no calendar has is no date; a leap second and 24:00 are the moment after. */
const instant = ({ year, month, day, hour = 0, minutes = 0, seconds = 0, offset = 0 }: Parts): string | null => {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || hour > 24 || minutes > 59 || seconds > 60 || Math.abs(offset) > 15 * 60) return null
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return new Date(Date.UTC(year, month - 1, day, hour, minutes, seconds) - offset * minute).toISOString()
}

const numericZone = (text: string): number | undefined => {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text.replace('−', '-')) ?? []
  return sign === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

const zone = (text: string | undefined): number | undefined => (text === undefined ? undefined : numericZone(text) ?? zones[text.toLowerCase()])

// RFC 2822 section 4.3: two digits are of this century below 50; three count from 1900.
const fullYear = (text: string): number => {
  const year = Number(text)
  if (text.length <= 2) return year < 50 ? 2000 + year : 1900 + year
  return text.length === 3 ? 1900 + year : year
}

interface Time { hour: number; minutes: number; seconds: number }

const midnight: Time = { hour: 0, minutes: 0, seconds: 0 }

/** `19:48:21`, `7:48 PM`, `19h48`, with what remains of the text. */
const takeTime = (text: string): [Time, string] | null => {
  const found = /(?:^|[^\d+-])(\d{1,2})(?:\s?[h:]\s?(\d{2})(?::(\d{1,2})(?:[.,:]\d+)?)?)(?:\s*([ap])\.?m\b\.?)?/i.exec(text)
  if (!found) return null
  const [whole, hours, minutes, seconds = '0', half] = found
  const hour = Number(hours) % (half ? 12 : 25) + (half?.toLowerCase() === 'p' ? 12 : 0)
  return [{ hour, minutes: Number(minutes), seconds: Number(seconds) }, `${text.slice(0, found.index)} @ ${text.slice(found.index + whole.length)}`]
}

/** ISO 8601 and the W3C's profile of it (https://www.w3.org/TR/NOTE-datetime), basic and extended, with calendar, week and ordinal days. */
const iso = (text: string): string | null => {
  const [, y, rest = '', clock, zoned] = /^(\d{4})((?:-?W\d\d(?:-?\d)?)|(?:-?\d{3})|(?:-?\d\d(?:-?\d\d)?)|(?:-\d{1,2}-\d{1,2}))?(?:\s*[T ,]\s*([\d:.,]+))?\s*([a-z]{1,4}|[+−-]\d{1,2}(?::?\d{2})?)?$/i.exec(text) ?? []
  if (y === undefined) return null
  const year = Number(y)
  const [, hour = '0', minutes = '0', seconds = '0'] = /^(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,:]\d+)?)?)?$/.exec(clock ?? '0') ?? []
  const moment = { hour: Number(hour), minutes: Number(minutes), seconds: Number(seconds), offset: zone(zoned) ?? 0 }
  const week = /W(\d\d)-?(\d)?/i.exec(rest)
  if (week) {
    // Week 1 holds 4 January; weeks begin on Monday.
    const fourth = new Date(Date.UTC(year, 0, 4))
    const days = (Number(week[1]) - 1) * 7 + Number(week[2] ?? 1) - 1 - ((fourth.getUTCDay() + 6) % 7)
    const day = new Date(Date.UTC(year, 0, 4 + days))
    return instant({ year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), ...moment })
  }
  const digits = rest.replace(/^-/, '').split('-')
  if (rest.replace('-', '').length === 3 && digits.length === 1) {
    const day = new Date(Date.UTC(year, 0, Number(digits[0])))
    return instant({ year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), ...moment })
  }
  const [month = '1', day = '1'] = digits.length > 1 ? digits : [rest.replace('-', '').slice(0, 2) || '1', rest.replace('-', '').slice(2) || '1']
  return instant({ year, month: Number(month), day: Number(day), ...moment })
}

/** `2004年5月28日 01:31`, `2004년 05월 28일 오후 11:23:17`: written in the publisher's own time. */
const eastAsian = (text: string): string | null => {
  const [, year, month, day, rest = ''] = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일](.*)$/.exec(text) ?? []
  if (year === undefined) return null
  const [time] = takeTime(` ${rest}`) ?? [midnight]
  const afternoon = /오후|下午|午後/.test(rest) && time.hour < 12 ? 12 : 0
  const offset = text.includes('월') || /[ぁ-ん]|午後|午前/.test(text) ? 540 : 480
  return instant({ year: Number(year), month: Number(month), day: Number(day), ...time, hour: time.hour + afternoon, offset: zone(/[+-]\d\d:?\d\d/.exec(rest)?.[0]) ?? offset })
}

/** Numbers only, where their order leaves no doubt: `2004/05/28`, `28/05/2004`, `28.05.2004`; never `05/06/2004`, except with dots, which only day-first countries write. */
const numbers = (text: string): [number, number, number] | null => {
  const [, first = '', second = '', third = '', dotted] = /(?<!\d)(\d{1,4})(?:[/-]|(?=\.))\.?(\d{1,2})(?:[/-]|(?=\.))\.?(\d{1,4})(?!\d)/.exec(text) ?? []
  if (first === '') return null
  if (first.length === 4) return [Number(first), Number(second), Number(third)]
  if (third.length !== 4 && third.length !== 2) return null
  const [a, b, year] = [Number(first), Number(second), fullYear(third)]
  if (dotted !== undefined || text.includes('.') || a > 12) return [year, b, a]
  if (b > 12) return [year, a, b]
  return a === b ? [year, a, b] : null
}

/** RFC 822 and all that resembles it: a month in letters, a day, a year, a time and a zone in any order and with any commas. */
const written = (text: string): string | null => {
  const [time, rest] = takeTime(text) ?? [midnight, text]
  const after = rest.includes('@') ? rest.slice(rest.indexOf('@') + 1) : ''
  const offset = zone(/[+−-]\d{2}:?\d{2}/.exec(after)?.[0] ?? /\b(?:GMT|UTC)([+-]\d{1,2})\b/i.exec(after)?.[1])
    ?? after.match(/\b[a-z]{1,4}\b/gi)?.map((name) => zones[name.toLowerCase()]).find((found) => found !== undefined) ?? 0
  const plain = numbers(rest.replace(/@.*[+-]\d{2}:?\d{2}/, '@'))
  if (plain) return instant({ year: plain[0], month: plain[1], day: plain[2], ...time, offset })
  const tokens = rest.replace(/[+−-]\d{2}:?\d{2}\b/g, ' ').match(/\d+|\p{L}[\p{L}\p{M}]{2,}/gu) ?? []
  const at = (index: number) => /^\d+$/.test(tokens[index] ?? '')
  const months = tokens.flatMap((token, index) => (monthOf(token) ? [index] : []))
  // A day's name may look like a month's (`mar. 3 févr.`): the month follows the day, or else comes before it.
  const index = months.find((one) => at(one - 1)) ?? months.find((one) => at(one + 1))
  if (index === undefined) return null
  const others = tokens.flatMap((token, place) => (/^\d+$/.test(token) && place !== (at(index - 1) ? index - 1 : index + 1) ? [token] : []))
  const near = tokens[at(index - 1) ? index - 1 : index + 1] ?? ''
  const year = others.find((token) => token.length === 4) ?? (near.length === 4 ? near : others[0])
  const day = year === near ? others[0] : near
  return year === undefined || day === undefined ? null : instant({ year: fullYear(year), month: monthOf(tokens[index] ?? '') ?? 0, day: Number(day), ...time, offset })
}

const epoch = (text: string): string | null => {
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return null
  const date = new Date(text.length === 10 ? Number(text) * 1000 : Number(text))
  return date.toISOString()
}

/** An instant in ISO 8601, UTC, from whatever a publisher wrote; without a zone it is taken for UTC. Null rather than a guess. */
export const readDate = (text: string | null | undefined): string | null => {
  const clean = (text ?? '').slice(0, 100).replace(/\s+/g, ' ').trim()
  if (clean === '') return null
  return epoch(clean) ?? iso(clean) ?? eastAsian(clean) ?? written(clean)
}
