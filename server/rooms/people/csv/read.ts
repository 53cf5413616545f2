import iconv from 'iconv-lite'
import { recordsOf, type Fault, type FileRecord } from './records.ts'

/** The people of one file. */
export const most_rows = 5_000

/** A file that a spreadsheet saved, as lines of cells; `line` counts from 1 as the spreadsheet does. */
export interface Table { header: readonly string[]; lines: readonly FileRecord[] }

export type TableRead = { ok: true; table: Table } | { ok: false; line: number; fault: Fault } | { ok: false; fault: 'unreadable' }

/** UTF-8 where it is valid UTF-8, UTF-16 where a mark says so, and what Excel writes in France otherwise. */
export const decode = (bytes: Buffer): string => {
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) return iconv.decode(bytes, 'utf-16')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(bytes, 'windows-1252')
  }
}

/** Of the usual separators the one that the first line holds most, outside quotes. */
export const separatorOf = (text: string): string => {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (separator: string) => first.split(separator).length
  return [';', '\t', ','].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',')
}

/** What Excel may write before the first line, and reads itself as no line. */
const excelsOwn = /^sep=.\r?\n/i

/** The table of a CSV file, its first line and one line more than it may have; not where it is no text, or where its first line does not say what its columns are. */
export const readTable = (bytes: Buffer): TableRead => {
  const whole = decode(bytes).replace(/^\uFEFF/, '')
  if (whole.includes('\u0000')) return { ok: false, fault: 'unreadable' }
  const text = whole.replace(excelsOwn, '')
  const [first, ...lines] = recordsOf(text, separatorOf(text)).filter((record) => 'fault' in record || record.cells.some((cell) => cell !== '')).take(most_rows + 2)
  if (first && 'fault' in first) return { ok: false, line: first.line, fault: first.fault }
  return { ok: true, table: { header: first?.cells ?? [], lines } }
}
