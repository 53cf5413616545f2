import type { CsvPreview, CsvRow } from '@portevoix/contract/people/invitations'
import type { Ctx } from '#kit/context'
import { problem, refuseField } from '#kit/problem'
import { words } from '#kit/words'
import { most_rows, readTable } from '../csv/read.ts'
import { most_columns, readRows, type PersonRow } from '../csv/rows.ts'
import { readGroups } from '../queries/groups.ts'
import { ensureGroups } from './groups.ts'
import { foresee, invite, type Foreseen, type Outcome, type Place } from './invitations.ts'

interface Read { rows: PersonRow[]; unknown_columns: string[] }

const read = (ctx: Ctx, bytes: Buffer, place: Place): Read => {
  const file = readTable(bytes)
  if (!file.ok) return refuseField('csv', file.fault === 'unreadable' ? 'people.unreadable_csv' : 'people.csv_broken_first_line', 'line' in file ? { line: file.line } : {})
  const reading = readRows(file.table, { ...place, granter: ctx.actor.roles })
  if (!reading.ok) return problem(422, 'invalid_input', { fields: [{ field: 'csv', code: `people.${reading.reason}`, values: { maximum: reading.reason === 'csv_too_wide' ? most_columns : most_rows } }] })
  return reading
}

const present = (ctx: Ctx, { errors, ...row }: PersonRow, foreseen: Foreseen | undefined): CsvRow => {
  const say = words(ctx.actor.language, 'people.csv.errors')
  return {
    ...row, outcome: foreseen?.outcome ?? null, invited_at: foreseen?.invited_at?.toISOString() ?? null, again_at: foreseen?.again_at?.toISOString() ?? null,
    errors: errors.map(({ column, code, value }) => ({ column: column ?? '', code, message: say(code, { value }) })),
  }
}

const summary = (ctx: Ctx, { rows, unknown_columns }: Read, good: readonly PersonRow[], outcomes: readonly Foreseen[], new_groups: string[]): CsvPreview => {
  const of = new Map(good.map((row, index) => [row, outcomes[index]]))
  const count = (wanted: Outcome) => outcomes.filter(({ outcome }) => outcome === wanted).length
  return {
    rows: rows.map((row) => present(ctx, row, of.get(row))), new_groups, unknown_columns,
    counts: {
      invited: count('invited'), sent_again: count('sent_again'), invited_already: count('invited_already'), too_soon: count('too_soon'), too_often: count('too_often'),
      member_already: count('member_already'), named_twice: count('named_twice'), wrong: rows.length - good.length,
    },
  }
}

/** Spelt as the first row that names them. */
const missingGroups = async (ctx: Ctx, rows: readonly PersonRow[]): Promise<string[]> => {
  const known = new Set((await readGroups(ctx)).map(({ name }) => name.toLowerCase()))
  const wanted = new Map(rows.flatMap(({ groups }) => groups).reverse().map((name) => [name.toLowerCase(), name]))
  return [...wanted].filter(([lower]) => !known.has(lower)).map(([, name]) => name)
}

const sound = ({ rows }: Read) => rows.filter(({ errors }) => errors.length === 0)

/** What a file will do, row by row; nothing is done. @throws Problem 422 on a file that cannot be read. */
export const previewCsv = async (ctx: Ctx, bytes: Buffer, place: Place, send_again: boolean): Promise<CsvPreview> => {
  const file = read(ctx, bytes, place)
  const good = sound(file)
  return summary(ctx, file, good, await foresee(ctx, good.map(({ email }) => email), send_again), await missingGroups(ctx, good))
}

/** Invites the good rows of a file and leaves the others alone. */
export const importCsv = async (ctx: Ctx, bytes: Buffer, place: Place, send_again: boolean): Promise<CsvPreview> => {
  const file = read(ctx, bytes, place)
  const good = sound(file)
  const made = await missingGroups(ctx, good)
  const names = [...new Set(good.flatMap(({ groups }) => groups))]
  const ids = new Map((await ensureGroups(ctx, names)).map((id, index) => [names[index], id]))
  const done = await invite(ctx, good.map(({ email, name, tribe, language, roles, groups }) => ({
    email, name,
    place: { ...place, tribe, language, roles, group_ids: [...new Set([...place.group_ids, ...groups.flatMap((group) => ids.get(group) ?? [])])] },
  })), send_again)
  return summary(ctx, file, good, done, made)
}
