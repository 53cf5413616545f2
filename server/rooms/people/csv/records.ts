/** Why a record cannot be told: its quote does not close, or more follows the quote that closes on its line. */
export type Fault = 'open_quote' | 'text_after_quote'

/** One record, with the line that it begins on; or a line whose quote breaks the record, as it is written. Lines count from 1. */
export type FileRecord = { line: number; cells: string[] } | { line: number; fault: Fault; text: string }

const breaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0

/** Where the first of these signs stands, or the text ends; nothing beyond is looked at. */
const firstOf = (signs: string, text: string, from: number): number => {
  let at = from
  while (at < text.length && !signs.includes(text.charAt(at))) at += 1
  return at
}

const afterSpaces = (text: string, from: number): number => {
  let at = from
  while (text[at] === ' ') at += 1
  return at
}

/** The text of a quoted cell that opens before `from`, two quotes being one, and where it ends; null where it does not close. */
const quoted = (text: string, from: number): { cell: string; end: number } | null => {
  for (let cell = '', at = from; ;) {
    const close = text.indexOf('"', at)
    if (close < 0) return null
    cell += text.slice(at, close)
    if (text[close + 1] !== '"') return { cell, end: close + 1 }
    cell += '"'
    at = close + 2
  }
}

type Read = { cells: string[]; next: number } | { fault: Fault; opened: number }

const readRecord = (text: string, start: number, separator: string): Read => {
  const cells: string[] = []
  const ends = `${separator}\r\n`
  for (let at = start; ;) {
    const first = afterSpaces(text, at)
    if (text[first] === '"') {
      const found = quoted(text, first + 1)
      if (!found) return { fault: 'open_quote', opened: first }
      cells.push(found.cell.trim())
      at = afterSpaces(text, found.end)
      if (at < text.length && !ends.includes(text.charAt(at))) {
        return { fault: breaks(text.slice(first, found.end)) ? 'open_quote' : 'text_after_quote', opened: first }
      }
    } else {
      const end = firstOf(ends, text, at)
      cells.push(text.slice(at, end).trim())
      at = end
    }
    if (text[at] !== separator) return { cells, next: at + (text.startsWith('\r\n', at) ? 2 : 1) }
    at += 1
  }
}

/**
 * The records of a CSV text (RFC 4180, spaces around cells left out, quotes within a cell that does not begin with one kept).
 * A quote that breaks a record spoils the line that it opens on, and nothing else: reading goes on with the next line.
 */
export function* recordsOf(text: string, separator: string): Generator<FileRecord> {
  for (let at = 0, line = 1; at < text.length;) {
    const read = readRecord(text, at, separator)
    if ('cells' in read) {
      yield { line, cells: read.cells }
      line += breaks(text.slice(at, read.next))
      at = read.next
    } else {
      const before = text.slice(at, read.opened)
      const begins = at + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
      const end = firstOf('\r\n', text, read.opened)
      line += breaks(before)
      yield { line, fault: read.fault, text: text.slice(begins, end) }
      line += 1
      at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    }
  }
}
