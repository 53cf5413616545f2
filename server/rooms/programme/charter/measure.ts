/** What a charter may be at most: many times a long one, and what is read within a moment. */
export const most_cells = 5_000
export const most_lines = 3_000
export const most_block_characters = 10_000
export const most_signs = 5_000
export const most_html_characters = 500_000

/** Why a text is not read at all, or why its page would not do. */
export type Flaw = 'charter_table_too_large' | 'charter_too_dense' | 'charter_too_heavy' | 'charter_too_deep'

export const limits = { cells: most_cells, lines: most_lines, characters: most_block_characters, signs: most_signs }

/** The line below a table's headings, in a quote or out of one; whatever may be one counts as one. */
const isRule = (line: string): boolean => line.includes('-') && /^[\s>|:-]+$/.test(line)

const columnsOf = (line: string): number => line.split('|').length

/** Runs of lines with nothing blank between them: a table never reaches beyond its own. */
const blocksOf = (lines: readonly string[]): string[][] => {
  const blocks: string[][] = [[]]
  for (const line of lines) {
    if (/^ *$/.test(line)) blocks.push([])
    else blocks.at(-1)?.push(line)
  }
  return blocks
}

/** At most so many cells: every row of a table is filled up to as many as its headings, however short it is written. */
const cellsOf = (block: readonly string[]): number => block.length * Math.max(0, ...block.filter(isRule).map(columnsOf).filter((columns) => columns > 1))

/** What speaks against reading a text: what its parser makes of it grows faster than the text itself. Looks at each line once. */
export const flawOf = (text: string): Flaw | null => {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length > most_lines || (text.match(/[*_~]/g)?.length ?? 0) > most_signs) return 'charter_too_dense'
  const blocks = blocksOf(lines)
  if (blocks.reduce((cells, block) => cells + cellsOf(block), 0) > most_cells) return 'charter_table_too_large'
  return blocks.some((block) => block.join('\n').length > most_block_characters) ? 'charter_too_dense' : null
}
