import { describe, expect, it } from 'vitest'
import { recordsOf, type FileRecord } from './records.ts'

const read = (text: string, separator = ',') => [...recordsOf(text, separator)]
const cells = (records: readonly FileRecord[]) => records.map((record) => ('cells' in record ? record.cells : record.fault))
const lines = (records: readonly FileRecord[]) => records.map(({ line }) => line)

describe('records', () => {
  it.each<[string, (string[])[], number[]]>([
    ['', [], []], ['a', [['a']], [1]], ['a\n', [['a']], [1]], ['a,b\r\nc,d\r\n', [['a', 'b'], ['c', 'd']], [1, 2]], ['a\rb', [['a'], ['b']], [1, 2]], [',\n', [['', '']], [1]],
    ['a, b ,c', [['a', 'b', 'c']], [1]], ['"a, b",c', [['a, b', 'c']], [1]], ['  "a" , "b"  \nc', [['a', 'b'], ['c']], [1, 2]], ['"a ""b"" c"', [['a "b" c']], [1]], ['""', [['']], [1]], ['"""a"""', [['"a"']], [1]],
    ['a,"b\nc"\n\nd', [['a', 'b\nc'], [''], ['d']], [1, 3, 4]], ['a,"b\r\nc"\r\nd', [['a', 'b\r\nc'], ['d']], [1, 3]], ['Jean "Jeannot" Dupont,x', [['Jean "Jeannot" Dupont', 'x']], [1]], ['a,b"', [['a', 'b"']], [1]],
  ])('%j', (text, expected, at) => {
    const found = read(text)
    expect(cells(found)).toEqual(expected)
    expect(lines(found)).toEqual(at)
  })

  it('keeps the empty cells between tabulations', () => { expect(cells(read('a\t\t b\t"c"\n\t\t', '\t'))).toEqual([['a', '', 'b', 'c'], ['', '', '']]) })

  it.each<[string, (string[] | string)[], number[]]>([
    ['a\n"b\nc\nd', [['a'], 'open_quote', ['c'], ['d']], [1, 2, 3, 4]], ['a\r\nx,"b\r\nc\r\n', [['a'], 'open_quote', ['c']], [1, 2, 3]],
    ['a,"b\nc,"d"\ne,f', ['open_quote', ['c', 'd'], ['e', 'f']], [1, 2, 3]], ['"a"b\nc', ['text_after_quote', ['c']], [1, 2]], ['""a""\n"b"', ['text_after_quote', ['b']], [1, 2]],
    ['a,"b\nc","d\ne', ['open_quote', ['e']], [2, 3]], ['"', ['open_quote'], [1]], ['"""', ['open_quote'], [1]],
  ])('%j spoils one line', (text, expected, at) => {
    const found = read(text)
    expect(cells(found)).toEqual(expected)
    expect(lines(found)).toEqual(at)
  })

  it('shows a spoilt line as it is written', () => { expect(read('a\r\nb,"c d\r\ne')[1]).toEqual({ line: 2, fault: 'open_quote', text: 'b,"c d' }) })

  it('reads back whatever was written by the rules', () => {
    const pieces = ['', 'a', ',', '"', '\n', '\r\n', ' ', 'é', ';', '""']
    let seed = 7
    const next = (below: number) => { seed = (seed * 48_271) % 2_147_483_647; return seed % below }
    for (let turn = 0; turn < 400; turn += 1) {
      const table = Array.from({ length: 1 + next(4) }, () => Array.from({ length: 1 + next(4) }, () => Array.from({ length: next(5) }, () => pieces[next(pieces.length)]).join('').trim()))
      const text = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      expect(cells(read(text))).toEqual(table)
    }
  })

  it('reads a file that is spoilt on every line in a time that grows with it alone', () => {
    const started = performance.now()
    expect(cells(read('"a\n'.repeat(100_000))).every((one) => one === 'open_quote')).toBe(true)
    expect(read('someone@exemple.test\n'.repeat(100_000))).toHaveLength(100_000)
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
