/** What stands between two separators; `bracketed`: it holds an address in angle brackets, with its name quoted. */
export interface Piece { text: string; bracketed: boolean }

/** Where the quoted text that opens here ends; a quote that does not close on its line is a sign like any other. */
const closing = (text: string, from: number): number => {
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return from
}

const cut = (text: string): { text: string; comma: boolean }[] => {
  const pieces: { text: string; comma: boolean }[] = []
  let start = 0
  // a list has its quotes closed: once one is not, none on its line is looked for again
  let broken = -1
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] === '"' && at > broken) {
      const end = closing(text, at)
      if (end === at) broken = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at)
      at = end
    } else if (at === text.length || text[at] === ',' || text[at] === ';' || text[at] === '\n') {
      pieces.push({ text: text.slice(start, at).trim(), comma: text[at] === ',' })
      start = at + 1
    }
  }
  return pieces
}

/** A quote that was opened or closed alone is a slip of the copy, and no part of a name. */
const unpaired = (name: string): string => (name.split('"').length % 2 ? name : name.replaceAll('"', ''))

const quote = (name: string): string => (/^".*"$/su.test(name) || name === '' ? name : `"${unpaired(name).replace(/["\\]/gu, '\\$&')}"`)

/**
 * A pasted text cut where addresses end: at commas, semicolons and line breaks, outside quotes. `Roux, Nina <nina@acme.fr>`, as
 * directories write people, is one piece.
 */
export const piecesOf = (pasted: string): Piece[] => {
  // an address in brackets may have gone to the line after its name
  const text = pasted.replace(/\r\n?|[\u2028\u2029\v\f]/gu, '\n').replace(/(?<=[^>,;\s])[^\S\n]*\n[^\S\n]*</gu, ' <')
  const made: Piece[] = []
  let surname: string | null = null
  for (const { text: piece, comma } of cut(text)) {
    const bracket: RegExpExecArray | null = /^(?<name>[^<>]*)<(?<address>[^<>]*)>$/su.exec(piece)
    if (bracket?.groups) {
      const name: string = [surname, bracket.groups['name']?.trim()].filter(Boolean).join(', ')
      made.push({ text: `${quote(name)} <${bracket.groups['address']?.trim() ?? ''}>`, bracketed: true })
    } else if (surname !== null) made.push({ text: surname, bracketed: false })
    surname = comma && !bracket && piece !== '' && !piece.includes('@') ? piece : null
    if (!bracket && surname === null && piece !== '') made.push({ text: piece, bracketed: false })
  }
  return made
}
