import type { Language, Tribe } from '@portevoix/contract/shapes'
import type { Role } from '@portevoix/contract/permissions'
import { groupName } from '@portevoix/contract/people/members'
import { emailAddress, memberName } from '@portevoix/contract/people/shapes'
import { mayGrant } from '../rules.ts'
import { columnOf, languageOf, roleOf, several, tribeOf, type Column } from './columns.ts'
import { most_rows, type Table } from './read.ts'
import type { FileRecord } from './records.ts'

export const most_columns = 200

/** `column` is null where the line as a whole is wrong. */
export interface RowError { column: Column | null; code: string; value: string }
export interface PersonRow { line: number; email: string; name: string; tribe: Tribe; language: Language; roles: Role[]; groups: string[]; errors: RowError[] }

/** What rows that say nothing get, and whose file it is. */
export interface Defaults { tribe: Tribe; language: Language; roles: readonly Role[]; granter: readonly Role[] }

export type Reading = { ok: true; rows: PersonRow[]; unknown_columns: string[] } | { ok: false; reason: 'csv_without_email' | 'csv_too_long' | 'csv_too_wide' }

/** A row is told so many faults at once: whoever corrects it sees the others then. */
const most_errors = 10

const refuse = (errors: RowError[], column: Column | null, code: string, value: string): void => {
  if (errors.length < most_errors) errors.push({ column, code, value: value.slice(0, 80) })
}

/** What is wrong with a name, by the shape that the API gives it; null where nothing is. */
const flawOf = (shape: typeof memberName, name: string): string | null => {
  const [issue] = shape.safeParse(name).error?.issues ?? []
  if (!issue) return null
  return issue.code === 'too_big' ? 'too_long' : issue.code === 'custom' && issue.params?.['code'] === 'one_line' ? 'one_line' : 'hidden_character'
}

const readRow = (cell: (column: Column) => string, line: number, defaults: Defaults): PersonRow => {
  const errors: RowError[] = []
  const email = emailAddress.safeParse(cell('email'))
  if (cell('email') === '') refuse(errors, 'email', 'missing_email', '')
  else if (!email.success) refuse(errors, 'email', 'invalid_email', cell('email'))

  const name = cell('name') || `${cell('first_name')} ${cell('last_name')}`.trim()
  const flaw = name === '' ? null : flawOf(memberName, name)
  if (flaw) refuse(errors, 'name', flaw, name)

  const tribe = cell('tribe') === '' ? defaults.tribe : tribeOf(cell('tribe'))
  if (!tribe) refuse(errors, 'tribe', 'unknown_tribe', cell('tribe'))
  const language = cell('language') === '' ? defaults.language : languageOf(cell('language'))
  if (!language) refuse(errors, 'language', 'unknown_language', cell('language'))

  const named = several(cell('roles')).map((text) => ({ text, role: roleOf(text) }))
  for (const { text, role } of named) {
    if (!role) refuse(errors, 'roles', 'unknown_role', text)
    else if (!mayGrant(defaults.granter, [role])) refuse(errors, 'roles', 'role_above_yours', text)
  }
  const roles = named.length ? named.map(({ role }) => role).filter((role) => role !== null) : [...defaults.roles]
  const groups = [...new Set(several(cell('groups')))]
  for (const group of groups) {
    const wrong = flawOf(groupName, group)
    if (wrong) refuse(errors, 'groups', wrong, group)
  }

  return { line, email: email.success ? email.data : cell('email').slice(0, 254), name: name.slice(0, 120), tribe: tribe ?? defaults.tribe, language: language ?? defaults.language, roles: [...new Set(roles)], groups, errors }
}

/** A line that could not be told apart into cells, shown as it is written. */
const brokenRow = ({ line, fault, text }: Extract<FileRecord, { fault: unknown }>, { tribe, language, roles }: Defaults): PersonRow =>
  ({ line, email: text.slice(0, 254), name: '', tribe, language, roles: [...roles], groups: [], errors: [{ column: null, code: fault, value: '' }] })

/** People from a table, each row with what is wrong with it. */
export const readRows = ({ header, lines }: Table, defaults: Defaults): Reading => {
  if (header.length > most_columns) return { ok: false, reason: 'csv_too_wide' }
  const known = header.map(columnOf)
  // a list of addresses without a first line is a list of addresses
  const bare = header.length === 1 && known[0] === null && emailAddress.safeParse(header[0]).success
  const order: readonly (Column | null)[] = bare ? ['email'] : known
  if (!order.includes('email')) return { ok: false, reason: 'csv_without_email' }
  const all: readonly FileRecord[] = bare ? [{ line: 1, cells: [...header] }, ...lines] : lines
  if (all.length > most_rows) return { ok: false, reason: 'csv_too_long' }
  // of two columns that say the same, the first is read
  const places = new Map(order.map((column, place) => [column, place] as const).reverse())
  return {
    ok: true,
    rows: all.map((record) => ('fault' in record ? brokenRow(record, defaults) : readRow((column) => record.cells[places.get(column) ?? -1] ?? '', record.line, defaults))),
    unknown_columns: bare ? [] : header.filter((heading, index) => known[index] === null && heading !== ''),
  }
}
