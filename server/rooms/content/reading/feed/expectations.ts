import type { FeedReading } from '../feed.ts'
import { readDate } from '../dates.ts'
import { oneLine, plainText } from '../text.ts'

/** One line of a corpus file's `Expect:`, as far as it speaks of titles, links and dates. */
export interface Expectation { path: string; kind: 'title' | 'link' | 'date'; holds: (feed: FeedReading) => boolean }

const pythonString = (literal: string) => literal.replace(/^[ubr]+/i, '').slice(1, -1)
  .replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/gis, (_, unicode?: string, hex?: string, character?: string) =>
    (unicode ?? hex ? String.fromCharCode(Number.parseInt(unicode ?? hex ?? '', 16)) : { n: '\n', t: '\t', r: '\r' }[character ?? ''] ?? character ?? ''))

const dates: Readonly<Record<string, 'published_at' | 'updated_at'>> = { published: 'published_at', created: 'published_at', issued: 'published_at', date: 'published_at', updated: 'updated_at', modified: 'updated_at' }

const instantOf = (literal: string): string | null => {
  const tuple = /^\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)/.exec(literal)
  if (!tuple) return readDate(pythonString(literal))
  const [year = 0, month = 0, day = 0, hour = 0, minutes = 0, seconds = 0] = tuple.slice(1).map(Number)
  return new Date(Date.UTC(year, month - 1, day, hour, minutes, seconds)).toISOString()
}

const sameText = (ours: string | undefined, literal: string) => {
  const theirs = pythonString(literal)
  return ours === oneLine(theirs) || ours === oneLine(plainText(theirs))
}

const comparison = /^(feed|entries\[(\d+)\])(?:\.|\[')(\w+)(?:'\])?(\['value'\])?\s*==\s*(.+)$/s

const read = (expression: string): Expectation | null => {
  const [, , index, name = '', value, literal = ''] = comparison.exec(expression.trim()) ?? []
  const of = (feed: FeedReading) => (index === undefined ? feed : feed.items[Number(index)])
  const isString = /^u?['"]/.test(literal)
  if ((name === 'title' || (name === 'title_detail' && value)) && isString) return { path: expression, kind: 'title', holds: (feed) => sameText(of(feed)?.title, literal) }
  if (name === 'link' && isString) return { path: expression, kind: 'link', holds: (feed) => {
    const expected = URL.parse(pythonString(literal))?.href ?? null
    return of(feed)?.address === expected
  } }
  const date = dates[name.replace(/_parsed$/, '')]
  if (!date || !(isString || literal.startsWith('('))) return null
  return { path: expression, kind: 'date', holds: (feed) => {
    const found = index === undefined ? feed.updated_at : feed.items[Number(index)]?.[date]
    return found === instantOf(literal)
  } }
}

/** The comparisons of a file's leading comment: `Expect: not bozo and entries[0]['title'] == u'…' and …`. */
export const expectations = (source: string): { expected: Expectation[]; content_type: string | null } => {
  const comment = /<!--([\s\S]*?)-->/.exec(source)?.[1] ?? ''
  const expression = /Expect:\s*([\s\S]*)$/.exec(comment)?.[1]?.trim() ?? ''
  const chained = /^(.+?) == (.+?) == (u?['"].*)$/.exec(expression.replace(/^not bozo and /, ''))
  const parts = chained ? [`${chained[1]} == ${chained[3]}`, `${chained[2]} == ${chained[3]}`] : expression.split(/\s+and\s+(?=not\b|feed\b|entries\b|bozo\b)/)
  return {
    expected: parts.flatMap((part) => read(part.replace(/\s+or\s+feed\[.*$/s, '')) ?? []),
    content_type: /Header:\s*Content-type:\s*(.+)/i.exec(comment)?.[1]?.trim() ?? null,
  }
}
