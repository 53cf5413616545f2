import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { personalData } from '../rooms.ts'
import { testDatabase } from '#test/database'

/** Names of columns that may refer to a person; errs on the side of asking. */
const suspicious = /(^|_)(member|identity|sharer|person|ambassador|recipient|email|phone|ip|agent|origin|user|author|visitor|avatar)(_|$)|_by$|^name$|sort_key|name_shown/

/** Columns that match and refer to nobody, each with the reason. */
const harmless = new Map([
  ['organisations.organisations.name', 'the organisation\'s name'],
  ['programme.programmes.name', 'the programme\'s name'],
  ['programme.themes.name', 'the theme\'s name'],
  ['content.channels.name', 'the channel\'s name'],
  ['people.groups.name', 'the group\'s name'],
  ['programme.withdrawals.ambassadors', 'a count'],
  ['content.items.author', 'the byline that a published article bears'],
  ['links.hits.visitor', 'a number of the day, under a salt that is destroyed: it leads to nobody'],
  ['links.hits.origin', 'a keyed mark of the link and the day, the same for hundreds of networks; what the secret key adds is in decision 019'],
  ['auth.identities.email_verified', 'a yes or no'],
])

let columns: string[]
beforeAll(async () => {
  const client = new pg.Client((await testDatabase()).owner)
  await client.connect()
  const { rows } = await client.query<{ name: string }>(`
    select c.table_schema || '.' || c.table_name || '.' || c.column_name as name from information_schema.columns c
    join pg_class p on p.oid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass
    where c.table_schema not in ('pg_catalog', 'information_schema', 'public', 'jobs') and not p.relispartition and p.relkind in ('r', 'p')`)
  columns = rows.map(({ name }) => name)
  await client.end()
})

describe('personal data', () => {
  it('is claimed by a room, column by column', () => {
    const claimed = new Set(Object.values(personalData).flatMap((room) => room.columns))
    const unclaimed = columns.filter((column) => suspicious.test(column.split('.')[2] ?? '') && !claimed.has(column) && !harmless.has(column))
    expect(unclaimed).toEqual([])
  })

  it('is claimed where it exists', () => {
    const known = new Set(columns)
    expect(Object.values(personalData).flatMap((room) => room.columns).filter((column) => !known.has(column))).toEqual([])
    expect([...harmless.keys()].filter((column) => !known.has(column))).toEqual([])
  })

  it('is claimed by the room that owns it', () => {
    const strays = Object.entries(personalData).flatMap(([room, { columns: claimed }]) => claimed.filter((column) => {
      const owner = column.split('.')[0]
      return owner !== room && !(room === 'people' && (owner === 'auth' || owner === 'kit'))
    }))
    expect(strays).toEqual([])
  })
})
