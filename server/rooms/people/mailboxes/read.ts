import addressparser from 'nodemailer/lib/addressparser'
import { emailAddress, memberName } from '@portevoix/contract/people/shapes'
import { piecesOf, type Piece } from './pieces.ts'

/** Somebody as a mail's header writes them; `name` is empty where none is given. */
export interface Mailbox { email: string; name: string }

const named = (name: string): string => {
  const bare = name.replace(/^'(.*)'$/u, '$1').replace(/\s+/gu, ' ').trim().slice(0, 120)
  return memberName.safeParse(bare).success ? bare : ''
}

const mailbox = (written: string): Mailbox | null => {
  const [found, ...others] = addressparser(written, { flatten: true })
  const email = emailAddress.safeParse(found?.address)
  return found && others.length === 0 && email.success ? { email: email.data, name: found.name === found.address ? '' : named(found.name) } : null
}

/** A mailbox as a mail's header writes it, which `readMailboxes` reads back. */
export const writeMailbox = ({ email, name }: Mailbox): string => (name === '' ? email : `"${name.replace(/["\\]/gu, '\\$&')}" <${email}>`)

const trimmed = (word: string): string => word.replace(/^mailto:/i, '').replace(/^[.'"(]+|[.'")]+$/g, '')

/** A piece without angle brackets: a name with its address after it, or addresses with spaces between them. */
const words = (text: string): { mailboxes: Mailbox[]; wrong: string[] } => {
  const all = text.split(/\s+/u).map(trimmed).filter(Boolean)
  const [last = '', ...before] = all.toReversed()
  const only = emailAddress.safeParse(last)
  if (only.success && before.length > 0 && before.every((word) => !word.includes('@'))) return { mailboxes: [{ email: only.data, name: named(before.toReversed().join(' ')) }], wrong: [] }
  const read = all.map((word) => ({ word, email: emailAddress.safeParse(word) }))
  return { mailboxes: read.flatMap(({ email }) => (email.success ? [{ email: email.data, name: '' }] : [])), wrong: read.flatMap(({ word, email }) => (email.success ? [] : [word])) }
}

const readPiece = ({ text, bracketed }: Piece): { mailboxes: Mailbox[]; wrong: string[] } => {
  if (!bracketed) return words(text)
  const found = mailbox(text)
  return found ? { mailboxes: [found], wrong: [] } : { mailboxes: [], wrong: [text] }
}

/**
 * The people in a text that was pasted from anywhere: a column, a list, the header of a mail (`Nina Roux <nina@acme.fr>; …`),
 * each address once, with the first name given for it. What looks like an address and is none is given back as it is.
 */
export const readMailboxes = (text: string): { mailboxes: Mailbox[]; wrong: string[] } => {
  const read = piecesOf(text).map(readPiece)
  const found = new Map<string, Mailbox>()
  for (const { email, name } of read.flatMap(({ mailboxes }) => mailboxes)) found.set(email, { email, name: found.get(email)?.name || name })
  return { mailboxes: [...found.values()], wrong: [...new Set(read.flatMap(({ wrong }) => wrong))] }
}
