import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'

/** A file that a spreadsheet saved, as lines of cells; `line` counts from 1 as the spreadsheet does. */
export interface Table { header: readonly string[]; lines: readonly { line: number; cells: readonly string[] }[] }

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

/** The table of a CSV file; null when its quotes do not close or it is no text. */
export const readTable = (bytes: Buffer): Table | null => {
  const text = decode(bytes).replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '')
  if (text.includes('\u0000')) return null
  const ends: number[] = []
  try {
    const records = parse(text, {
      delimiter: separatorOf(text), relax_column_count: true, trim: true,
      on_record: (record: string[], { lines }) => { ends.push(lines); return record },
    })
    const [header, ...rest] = records.map((cells, index) => ({ line: ends[index] ?? 0, cells })).filter(({ cells }) => cells.some((cell) => cell !== ''))
    return { header: header?.cells ?? [], lines: rest }
  } catch {
    return null
  }
}
