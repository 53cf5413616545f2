import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { charter, charterVersion, departure, openProgramme, theme } from '@portevoix/contract/programme'
import { within } from '#kit/within'
import { testInstallation, type TestInstallation } from '#test/installation'
import { createOrganisationWith } from '#room/people'
import { caller, company, signIn, type Company } from '#test/world'
import { personalData, requireAmbassador } from './index.ts'

let house: TestInstallation
let us: Company
let others: Company
let programme_id: string

const codes = z.object({ code: z.string(), errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional() })
const problemOf = (body: unknown) => codes.parse(body)
const themesIn = (body: unknown) => z.object({ items: z.array(theme) }).parse(body).items

beforeAll(async () => {
  house = await testInstallation({ works: false })
  ;[us, others] = [await company(house, 'ateliers.example'), await company(house, 'ailleurs.example')]
  const made = await us.lead.call('POST', '/programmes', { name: 'Nos ambassadeurs', purpose: 'Parler de nos métiers.', networks: ['linkedin', 'x'] })
  programme_id = openProgramme.parse(made.body).id
})

const accept = (person: { call: Company['lead']['call'] }, version: number) => person.call('PUT', `/programmes/${programme_id}/acceptance`, { version, language: 'fr' })

describe('a programme', () => {
  it('starts with the usual themes, and is seen by members alone', async () => {
    const themes = themesIn((await us.ambassador.call('GET', `/programmes/${programme_id}/themes`)).body)
    expect(themes.map(({ target_percent }) => target_percent)).toEqual([70, 10, 10, 10])
    expect((await others.lead.call('GET', `/programmes/${programme_id}`)).status).toBe(404)
    expect((await others.lead.call('GET', `/programmes/${programme_id}/themes`)).status).toBe(404)
    expect((await caller(house).call('GET', `/programmes/${programme_id}`)).status).toBe(401)
  })

  it('is changed by those who lead it', async () => {
    const changed = await us.lead.call('PATCH', `/programmes/${programme_id}`, { name: 'Les voix de l’atelier', disclosure_hashtag: '#Ambassadeur', networks: ['mastodon', 'linkedin'] })
    expect(openProgramme.parse(changed.body)).toMatchObject({ name: 'Les voix de l’atelier', disclosure_hashtag: 'Ambassadeur', purpose: 'Parler de nos métiers.', networks: ['linkedin', 'mastodon'] })
    expect((await us.ambassador.call('PATCH', `/programmes/${programme_id}`, { name: 'À moi' })).status).toBe(404)
    expect((await others.lead.call('PATCH', `/programmes/${programme_id}`, { name: 'À nous' })).status).toBe(404)
    expect((await us.lead.call('PATCH', `/programmes/${programme_id}`, { networks: [] })).status).toBe(422)
  })

  it('keeps its themes at 100 % in all, archives what is left out and refuses strangers', async () => {
    const [first, second, third] = themesIn((await us.lead.call('GET', `/programmes/${programme_id}/themes`)).body)
    const put = (themes: unknown) => us.lead.call('PUT', `/programmes/${programme_id}/themes`, { themes })
    const wrong = await put([{ ...first, target_percent: 60 }, { ...second, target_percent: 30 }])
    expect(problemOf(wrong.body).errors?.[0]).toMatchObject({ field: 'themes', code: 'programme.shares_not_100', message: expect.stringContaining('90') })
    const kept = await put([{ ...second, target_percent: 40 }, { ...first, name: 'Veille', target_percent: 50 }, { name: 'Nouvelle', colour: '#123456', target_percent: 10 }])
    expect(themesIn(kept.body).map(({ id, name }) => [id, name])).toEqual([[second?.id, second?.name], [first?.id, 'Veille'], [expect.any(String), 'Nouvelle']])
    // each keeps the colour that was chosen for it, wherever it stands
    expect(themesIn(kept.body).map(({ colour }) => colour)).toEqual([second?.colour, first?.colour, '#123456'])
    expect((await put([{ ...third, target_percent: 100 }])).status).toBe(422)
    expect((await put([{ ...first, target_percent: 50 }, { ...first, name: 'Deux fois', target_percent: 50 }])).status).toBe(422)
  })
})

describe('the charter', () => {
  it('holds the four statements and the guidelines, in both languages, as harmless HTML', async () => {
    const [fr, en] = [charter.parse((await us.ambassador.call('GET', `/programmes/${programme_id}/charter`)).body), charter.parse((await us.ambassador.call('GET', `/programmes/${programme_id}/charter?language=en`)).body)]
    for (const said of ['Participer est libre', 'jamais évalué', 'jamais payé', 'prend en charge', 'confidentielles']) expect(fr.html).toContain(said)
    for (const said of ['Taking part is free', 'never evaluated', 'never paid', 'bears which cost', 'confidential']) expect(en.html).toContain(said)
    expect(fr).toMatchObject({ version: 1, accepted: null })
    const preview = await us.lead.call('POST', '/charter-preview', { markdown: '# Titre\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[ici](javascript:alert(1)) **fort**' })
    const { html } = z.object({ html: z.string() }).parse(preview.body)
    expect(html).toContain('<strong>fort</strong>')
    expect(html).not.toMatch(/script|onerror|<img|javascript:/)
  })

  it('says, before anybody joins, where figures can be told to belong to somebody', async () => {
    const read = async (person: Pick<Company['admin'], 'call'>, id: string) => charter.parse((await person.call('GET', `/programmes/${id}/charter`)).body).small
    expect(await read(us.ambassador, programme_id)).toBe(false)
    const { organisation_id } = await createOrganisationWith(house.kit, { name: 'Deux', language: 'fr', colour: '#0a5c5c', time_zone: 'Europe/Paris' }, { name: 'Alix', email: 'alix@deux.test' })
    const alix = await signIn(house, organisation_id, 'alix@deux.test')
    const opened = openProgramme.parse((await alix.call('POST', '/programmes', { name: 'À deux', purpose: '', networks: ['linkedin'] })).body)
    expect(await read(alix, opened.id)).toBe(true)
  })

  const table = (columns: number, rows: number) => `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n${'|\n'.repeat(rows)}`
  it.each([
    ['a few letters that make a table of millions of cells', table(1500, 20_000).slice(0, 60_000), 'charter_too_dense'],
    ['fewer rows, as many columns', table(10_000, 1000), 'charter_table_too_large'],
    ['the same in a quote', table(2000, 1000).replaceAll(/^/gm, '> '), 'charter_table_too_large'],
    ['several tables', `${table(50, 90)}\n`.repeat(3), 'charter_table_too_large'],
    ['headings without end', 'a\n-\n'.repeat(15_000), 'charter_too_dense'],
    ['a paragraph without end', 'x*'.repeat(30_000), 'charter_too_dense'],
    ['signs without end', `${'a_'.repeat(1000)}\n\n`.repeat(10), 'charter_too_dense'],
    ['one long address led to from everywhere', `[a]: https://a.example/${'b'.repeat(9_000)}\n\n${`${'[a] '.repeat(2000)}\n\n`.repeat(5)}`, 'charter_too_heavy'],
  ])('is refused at once where it would grow beyond measure: %s', async (_, markdown, code) => {
    const before = performance.now()
    const refused = await us.lead.call('POST', '/charter-preview', { markdown })
    expect(performance.now() - before).toBeLessThan(2000)
    expect([refused.status, problemOf(refused.body).errors]).toEqual([422, [expect.objectContaining({ field: 'markdown', code: `programme.${code}` })]])
  })

  it('may hold a table, and a long text', async () => {
    const preview = await us.lead.call('POST', '/charter-preview', { markdown: `${table(5, 50)}\n${'Un paragraphe.\n\n'.repeat(1000)}` })
    expect(z.object({ html: z.string() }).parse(preview.body).html).toMatch(/<td><\/td>[^]*Un paragraphe\./)
  })

  it('makes ambassadors of those who accept it, and asks again when it changes', async () => {
    const may = async () => within(house.kit, us.organisation_id, async (ctx) => (await requireAmbassador(ctx, programme_id)).id,
      { identity_id: us.curator.identity_id, member_id: us.curator.member_id, roles: ['curator'], tribe: 'employees', group_ids: [], language: 'fr' })
    await expect(may()).rejects.toMatchObject({ status: 403, code: 'programme.charter_to_accept' })
    expect(problemOf((await accept(us.curator, 7)).body).code).toBe('programme.charter_changed')
    const joined = openProgramme.parse((await accept(us.curator, 1)).body)
    expect(joined).toMatchObject({ charter_to_accept: false, joined_at: expect.any(String) })
    expect(await may()).toBe(programme_id)

    const draft = { based_on_version: 1, markdown_fr: '# Nouvelle charte', markdown_en: '# New charter' }
    const bottomless = '> '.repeat(5_000)
    const refused = await us.lead.call('POST', `/programmes/${programme_id}/charter-versions`, { ...draft, markdown_en: bottomless })
    expect([refused.status, problemOf(refused.body).errors]).toEqual([422, [expect.objectContaining({ field: 'markdown_en', code: 'programme.charter_too_deep' })]])
    expect((await us.lead.call('POST', '/charter-preview', { markdown: bottomless })).status).toBe(422)
    const published = await us.lead.call('POST', `/programmes/${programme_id}/charter-versions`, draft)
    expect(charterVersion.parse(published.body)).toMatchObject({ version: 2, acceptances: null })
    expect((await us.lead.call('POST', `/programmes/${programme_id}/charter-versions`, draft)).status).toBe(409)
    expect((await us.curator.call('POST', `/programmes/${programme_id}/charter-versions`, { ...draft, based_on_version: 2 })).status).toBe(404)

    await expect(may()).rejects.toMatchObject({ status: 403, code: 'programme.charter_to_accept' })
    const shown = charter.parse((await us.curator.call('GET', `/programmes/${programme_id}/charter`)).body)
    expect(shown).toMatchObject({ version: 2, accepted: { version: 1, language: 'fr', accepted_at: expect.any(String) } })
    const again = openProgramme.parse((await accept(us.curator, 2)).body)
    expect(again.joined_at).toBe(joined.joined_at)
    expect(await may()).toBe(programme_id)
    const versions = z.object({ items: z.array(charterVersion) }).parse((await us.lead.call('GET', `/programmes/${programme_id}/charter-versions`)).body).items
    expect(versions.map(({ version, acceptances }) => [version, acceptances])).toEqual([[2, null], [1, null]])
  })

  it('is published once by two who publish at once', async () => {
    const publish = (person: Company['lead']) => person.call('POST', `/programmes/${programme_id}/charter-versions`, { based_on_version: 2, markdown_fr: 'Trois', markdown_en: 'Three' })
    const answers = await Promise.all([publish(us.lead), publish(us.admin)])
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([201, 409])
  })
})

describe('leaving', () => {
  it('takes effect at once, erases place and proofs, leaves a number without a name, and is told to the other rooms', async () => {
    expect((await accept(us.customer, 3)).status).toBe(200)
    const left = await us.customer.call('DELETE', `/programmes/${programme_id}/acceptance`)
    expect(departure.parse(left.body)).toMatchObject({ erased: expect.arrayContaining(['membership', 'acceptances']), kept: expect.arrayContaining(['totals']) })
    expect(openProgramme.parse((await us.customer.call('GET', `/programmes/${programme_id}`)).body)).toMatchObject({ joined_at: null, charter_to_accept: true })
    expect((await us.customer.call('DELETE', `/programmes/${programme_id}/acceptance`)).status).toBe(200)
    await within(house.kit, us.organisation_id, async ({ tx }) => {
      expect(await tx.selectFrom('programme.charter_acceptances').select('id').where('member_id', '=', us.customer.member_id).execute()).toEqual([])
      const told = await sql<{ event: unknown }>`select data -> 'event' as event from jobs.job where name = 'kit.deliver-event' and data -> 'event' ->> 'name' = 'programme.left'`.execute(tx)
      expect(told.rows.length).toBeGreaterThan(0)
      expect(told.rows[0]?.event).toEqual({ name: 'programme.left', programme_id, member_id: us.customer.member_id })
      expect(await tx.selectFrom('programme.withdrawals').select(['tribe', 'ambassadors']).execute()).toEqual([{ tribe: 'customers', ambassadors: 1 }])
    })
  })

  it('is not there for another organisation', async () => {
    expect((await others.ambassador.call('DELETE', `/programmes/${programme_id}/acceptance`)).status).toBe(404)
    expect((await accept(others.ambassador, 3)).status).toBe(404)
  })
})

describe('personal data', () => {
  it('is given as a copy, and gone once erased', async () => {
    await accept(us.ambassador, 3)
    const { member_id } = us.ambassador
    await within(house.kit, us.organisation_id, async (ctx) => {
      expect(await personalData.export(ctx, member_id)).toMatchObject({ ambassadorships: [{ programme: 'Les voix de l’atelier' }], charter_acceptances: [{ charter_version: 3, language: 'fr' }] })
      await personalData.erase(ctx, member_id)
      await personalData.erase(ctx, us.lead.member_id)
      expect(await personalData.export(ctx, member_id)).toEqual({ ambassadorships: [], charter_acceptances: [] })
      expect(await ctx.tx.selectFrom('programme.programmes').select(['created_by', 'updated_by']).execute()).toEqual([{ created_by: null, updated_by: null }])
    })
  })
})
