import { beforeAll, describe, expect, it } from 'vitest'
import type { CsvPreview } from '@portevoix/contract/people/invitations'
import { company, type Company } from '#test/world'
import { house, type House } from './house.fixture.ts'

let stage: House
let acme: Company
beforeAll(async () => {
  stage = await house()
  acme = await company(stage, 'acme.example')
})

const place = { tribe: 'employees', language: 'fr' }
const file = 'e-mail;nom;groupes;rôles;ville\nnina@acme.example;Nina Roux;Paris, Nord;;Lille\nnina@acme.example;;;;\nlead@acme.example;Léa;;;\nfaux;;;;\nomar@acme.example;Omar;;Administration;\nolga@acme.example;Olga;nord;Modération;\n'
const body = { csv: Buffer.from(file).toString('base64'), place }

describe('a CSV of people', () => {
  it('is previewed row by row, and nothing is done', async () => {
    const preview = (await acme.lead.call('POST', '/invitations/csv-preview', body)).body as CsvPreview
    expect(preview.rows.map(({ line, outcome, errors }) => [line, outcome, errors.map(({ code }) => code)])).toEqual([
      [2, 'invited', []], [3, 'named_twice', []], [4, 'member_already', []], [5, null, ['invalid_email']], [6, null, ['role_above_yours']], [7, 'invited', []],
    ])
    expect(preview).toMatchObject({ new_groups: ['Nord'], unknown_columns: ['ville'], counts: { invited: 2, named_twice: 1, member_already: 1, wrong: 2, sent_again: 0 } })
    expect(preview.rows[3]?.errors[0]?.message).toBe('«\u00a0faux\u00a0» n’est pas une adresse e-mail complète.')
    expect((await stage.owner.query('select from people.invitations')).rowCount).toBe(0)
  })

  it('invites its good rows into groups that it makes', async () => {
    expect((await acme.lead.call('POST', '/invitations/csv', body)).body).toMatchObject({ counts: { invited: 2, wrong: 2 } })
    const { rows } = await stage.owner.query(`select i.email, i.name, i.roles, (select array_agg(g.name order by g.name) from people.groups g where g.id = any (i.group_ids)) as groups from people.invitations i order by email`)
    expect(rows).toEqual([
      { email: 'nina@acme.example', name: 'Nina Roux', roles: ['ambassador'], groups: ['Nord', 'Paris'] },
      { email: 'olga@acme.example', name: 'Olga', roles: ['moderator'], groups: ['Nord'] },
    ])
    expect((await acme.lead.call('POST', '/invitations/csv', body)).body).toMatchObject({ new_groups: [], counts: { invited: 0, invited_already: 2 } })
  })

  it('spoils the line alone on which a quote opens and does not close', async () => {
    const text = 'email,nom\nun@b.fr,Un\ndeux@b.fr,"Deux\ntrois@b.fr,"Trois"\nquatre@b.fr,Quatre\ncinq@b.fr,"Cinq'
    const preview = (await acme.lead.call('POST', '/invitations/csv-preview', { csv: Buffer.from(text).toString('base64'), place })).body as CsvPreview
    expect(preview.rows.map(({ line, email, errors }) => [line, email, errors.map(({ code }) => code)])).toEqual([
      [2, 'un@b.fr', []], [3, 'deux@b.fr,"Deux', ['open_quote']], [4, 'trois@b.fr', []], [5, 'quatre@b.fr', []], [6, 'cinq@b.fr,"Cinq', ['open_quote']],
    ])
    expect(preview.rows[1]?.errors).toEqual([{ column: '', code: 'open_quote', message: 'Un guillemet s’ouvre sur cette ligne et ne se ferme pas. Fermez-le, ou retirez-le.' }])
    expect(preview.counts).toMatchObject({ invited: 3, wrong: 2 })
  })

  it('is read at once, however wide or long it is made', async () => {
    const timed = async (text: string) => {
      const before = performance.now()
      const answer = await acme.lead.call('POST', '/invitations/csv-preview', { csv: Buffer.from(text).toString('base64'), place })
      return { answer, milliseconds: performance.now() - before }
    }
    const wide = await timed(`email${',x'.repeat(200_000)}\n${'a@b.test\n'.repeat(4000)}`)
    expect(wide.answer).toMatchObject({ status: 422, body: { errors: [{ field: 'csv', code: 'people.csv_too_wide', message: 'Ce fichier compte plus de 200 colonnes. Retirez celles qui ne servent pas.' }] } })
    const many_roles = await timed(`email,roles\n${`a@b.test,"${'x;'.repeat(200)}"\n`.repeat(4000)}`)
    expect(many_roles.answer.status).toBe(200)
    expect([wide.milliseconds, many_roles.milliseconds].filter((milliseconds) => milliseconds > 4000)).toEqual([])
  })

  it('reads the first of two columns of one meaning', async () => {
    const preview = (await acme.lead.call('POST', '/invitations/csv-preview', { csv: Buffer.from('mail;nom;email\nun@b.fr;Un;deux@b.fr\n').toString('base64'), place })).body as CsvPreview
    expect(preview.rows.map(({ email }) => email)).toEqual(['un@b.fr'])
  })

  it('says what is wrong with a file', async () => {
    const send = (text: string) => acme.lead.call('POST', '/invitations/csv-preview', { csv: Buffer.from(text).toString('base64'), place })
    expect(await send('nom\nNina\n')).toMatchObject({ status: 422, body: { errors: [{ field: 'csv', code: 'people.csv_without_email', message: expect.stringContaining('colonne') }] } })
    expect(await send(`email\n${'a@b.test\n'.repeat(5_001)}`)).toMatchObject({ status: 422, body: { errors: [{ field: 'csv', code: 'people.csv_too_long' }] } })
    expect(await send('email\u0000')).toMatchObject({ status: 422, body: { errors: [{ code: 'people.unreadable_csv' }] } })
    expect(await send('"email,nom\nx@y.fr,')).toMatchObject({ status: 422, body: { errors: [{ code: 'people.csv_broken_first_line', message: expect.stringContaining('à la ligne 1,') }] } })
  })
})
