import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { content } from '@portevoix/contract/content/contents'
import { openProgramme, theme } from '@portevoix/contract/programme'
import { tidied } from '@portevoix/contract/shown-name'
import { testInstallation, type TestInstallation } from '#test/installation'
import { inputShape, requestOf, sampleOf, textFields, withValue } from '#test/naughty-fields'
import { routes, type Route } from '#test/routes'
import { company, type Answer, type Company } from '#test/world'

/** What people paste, what programs send and what attackers try; the whole public list is tried too where it lies beside the repository. */
const ownStrings = [
  '', ' ', '\t\n', 'null', 'undefined', '0', '-1', '1e309', 'NaN', 'true', '__proto__', 'constructor', '\\', '%00', '%', '../../etc/passwd', '.', '..',
  '\u0000', 'a\u0000b', '\ud800', 'a\udc00b', '\ufeff', '\ufffe', '\u0001\u001b', '\u2028\u2029', '\u200b', '\u202egauche', 'Zoë l’Été « à 50 % »', 'ﬀ', 'ẞ', 'Ω≈ç√∫', 'הַיְתָה', '表ポあA鷗', '👩‍👩‍👧‍👧🏳️‍🌈', 'Z̮̞̠͙͔ͅḀ̗̞͈̻',
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', "'; drop table people.members; --", "' or 1=1 --", '$1', '{{7*7}}', '${7*7}', '{name}', "{0, plural, one {'", '=HYPERLINK("http://127.0.0.1")', '\r\nSet-Cookie: a=b',
  'une ligne\nune autre', 'Paris\tLyon', 'a\u0085b', '\u2067droite\u2069', 'سلام\u200f!', '\u200d',
  'a'.repeat(5_000), '🙂'.repeat(400), 'http://127.0.0.1/%%30%30', 'http://[::1', 'http:///', 'é@exemple.fr', 'a@b', '9999-99-99', '2026-02-30T25:61:61Z',
]

const corpus = join(import.meta.dirname, '../../../shared/corpora/naughty-strings.json')
const published = existsSync(corpus) ? z.array(z.string()).parse(JSON.parse(readFileSync(corpus, 'utf8'))) : []
if (published.length === 0) console.warn(`NOT CHECKED: there is no collection of strings at ${corpus}; only our own are sent`)
const foreign = published.filter((text) => !ownStrings.includes(text))
/** Each field that keeps texts gets every so many of the published ones, the next field the next ones: together they get them all, twice at least. */
const shares = process.env['ALL_LOOKS'] ? 1 : 12
const textsFor = (place: number): string[] => [...ownStrings, ...foreign.filter((_, number) => number % shares === place % shares)]

let installation: TestInstallation
let us: Company
let known: Record<string, string>

const idOf = (answer: Answer): string => {
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return z.object({ id: z.string() }).parse(answer.body).id
}

beforeAll(async () => {
  installation = await testInstallation({ works: false })
  us = await company(installation, 'naughty.test')
  const programme_id = openProgramme.parse((await us.admin.call('POST', '/programmes', { name: 'Voix', networks: ['x', 'mastodon'] })).body).id
  const { items: [first] } = z.object({ items: z.array(theme) }).parse((await us.admin.call('GET', `/programmes/${programme_id}/themes`)).body)
  const other = openProgramme.parse((await us.admin.call('POST', '/programmes', { name: 'Autre', networks: ['x'] })).body).id
  const begin = async (): Promise<string> => idOf(await us.curator.call('POST', `/programmes/${programme_id}/contents`, { kind: 'link', address: 'https://example.org/' }))
  const published = await begin()
  const saved = content.parse((await us.curator.call('PATCH', `/contents/${published}`, { version: 1, changes: { title: 'Un article', theme_id: first?.id, visibility: 'shareable' } })).body)
  idOf(await us.curator.call('PUT', `/contents/${published}/publication`, { version: saved.version }))
  await us.admin.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
  const share_id = idOf(await us.admin.call('POST', '/shares', { content_id: published, network: 'x' }))
  const link = z.object({ id: z.string(), address: z.string() }).parse((await us.admin.call('POST', '/invitations/links', { place: { tribe: 'employees', language: 'fr' } })).body)
  known = {
    programme_id, other_id: other, content_id: published, draft_id: await begin(), share_id, member_id: us.ambassador.member_id, group_id: us.groups.paris, invitation_id: link.id,
    channel_id: idOf(await us.curator.call('POST', `/programmes/${programme_id}/channels`, { name: 'Coulisses' })),
    token: new URL(link.address).pathname.split('/').at(-1) ?? '',
  }
})

/** What `{id}` stands for, where the records exist; elsewhere nothing is found, which is an answer too. */
const ids: Readonly<Record<string, string>> = {
  'people.members': 'member_id', 'people.groups': 'group_id', 'people.invitations': 'invitation_id',
}

const baseOf = (route: Route, sample: unknown): unknown => {
  if (route.name === 'content.contents.save') return { content_id: known['draft_id'], version: 1, changes: { captions: [{ network: 'x', language: 'fr', text: 'Une accroche' }] } }
  const values = typeof sample === 'object' && sample !== null ? { ...sample } : {}
  const room = route.name.split('.').slice(0, 2).join('.')
  if (route.name === 'programme.setThemes') return { programme_id: known['other_id'], themes: [{ name: 'Un thème', colour: '#0a5c5c', target_percent: 100 }] }
  const id = { id: known[ids[room] ?? ''] }
  return Object.fromEntries(Object.entries({ ...values, ...Object.fromEntries(Object.keys(values).filter((name) => name in known).map((name) => [name, known[name]])) })
    .map(([name, value]) => [name, Object.entries(id).find(([mine, given]) => mine === name && given !== undefined)?.[1] ?? value]))
}

const leadsOut = (text: string): boolean => URL.parse(text)?.protocol.startsWith('http') === true && URL.parse(text)?.hostname !== '127.0.0.1'

const holds = (value: unknown, text: string): boolean =>
  text.trim() === '' || (typeof value === 'string' ? value === text || value === text.trim() : typeof value === 'object' && value !== null && Object.values(value).some((one) => holds(one, text)))

/** Texts that are kept and shown as they are (or as `as` tidies them), and where somebody reads them afterwards: a list shows them all, a record the last. */
const shownAt: Readonly<Record<string, { list: boolean; path: () => string; as?: (text: string) => string }>> = {
  'organisations.update name': { list: false, path: () => '/organisation' },
  'people.update_me name': { list: false, path: () => '/session' },
  'people.members.update name': { list: false, path: () => `/members/${known['member_id']}` },
  'people.groups.create name': { list: true, path: () => '/groups' },
  'people.groups.rename name': { list: false, path: () => '/groups' },
  'people.invitations.create_link label': { list: false, path: () => '/invitations?kind=link&limit=5' },
  'programme.create name': { list: true, path: () => '/programmes' },
  'programme.create purpose': { list: true, path: () => '/programmes' },
  'programme.update name': { list: false, path: () => `/programmes/${known['programme_id']}` },
  'programme.update purpose': { list: false, path: () => `/programmes/${known['programme_id']}` },
  'programme.setThemes themes.0.name': { list: false, path: () => `/programmes/${known['other_id']}/themes` },
  'content.contents.save changes.title': { list: false, path: () => `/contents/${known['draft_id']}` },
  'content.contents.save changes.image_alt': { list: false, path: () => `/contents/${known['draft_id']}` },
  'content.contents.save changes.campaign': { list: false, path: () => `/contents/${known['draft_id']}` },
  'content.contents.save changes.captions.0.text': { list: false, path: () => `/contents/${known['draft_id']}` },
  'content.channels.create name': { list: true, path: () => `/programmes/${known['programme_id']}/channels` },
  'content.channels.rename name': { list: false, path: () => `/programmes/${known['programme_id']}/channels` },
  'sharing.campaign_links.make label': { list: true, path: () => `/contents/${known['content_id']}/campaign-links` },
  'sharing.open caption': { list: false, path: () => '/shares' },
  'insights.joinRanking name_shown': { list: false, path: () => `/programmes/${known['programme_id']}/ranking`, as: tidied },
}

const asShown = (name: string, text: string): string => shownAt[name]?.as?.(text) ?? text

const refusal = z.object({ status: z.number(), code: z.string(), detail: z.string().min(1), errors: z.array(z.object({ field: z.string(), message: z.string().min(1) })).default([]) })
/** Nothing there, over already, or asked too often: the text was a good one as far as it goes. */
const answersToGoodTexts = [404, 409, 410, 429]

/** One text in one field: taken, refused, or what is wrong with the answer. */
const ask = async (route: Route, input: unknown, name: string, text: string): Promise<{ taken: boolean; body: unknown; wrong: string | null }> => {
  const request = requestOf(route, input)
  const { status, body } = await us.admin.call(route.method, request.path, request.body)
  const quoted = `${status} ${JSON.stringify(body).slice(0, 300)}`
  if (status < 300) return { taken: true, body, wrong: `${route.name} ${name}` in shownAt && !holds(body, asShown(`${route.name} ${name}`, text)) ? quoted : null }
  const told = refusal.safeParse(body)
  if (status >= 500 || !told.success) return { taken: false, body, wrong: quoted }
  if (answersToGoodTexts.includes(status)) return { taken: false, body, wrong: null }
  const named = told.data.errors.length > 0 && told.data.errors.every(({ field }) => field === name)
  return { taken: false, body, wrong: status === 422 && named ? null : quoted }
}

/** Which texts of a field are not shown later as they were given. */
const lost = async (name: string, taken: readonly string[]): Promise<string[]> => {
  const shown = shownAt[name]
  if (!shown) return []
  expect(taken.length, 'texts to look for').toBeGreaterThan(10)
  const { body } = await us.admin.call('GET', shown.path())
  return (shown.list ? taken : taken.slice(-1)).filter((text) => !holds(body, asShown(name, text)))
}

/** A good text makes a whole demonstration there, told as it goes: demonstration.test.ts does. */
const streams: ReadonlySet<string> = new Set(['demonstration.create'])
const isTaken = ({ procedure }: Route, input: unknown): boolean => {
  const schema = procedure['~orpc'].inputSchema
  return schema instanceof z.ZodType && schema.safeParse(input).success
}

/** What is taken once must be another each time. */
const numbered = (route: Route, input: unknown, number: number): unknown => (route.name === 'sharing.campaign_links.make' ? withValue(input, ['slug'], `naughty-${number}`) : input)

const turn = ({ name }: Route): number => (name === 'people.groups.rename' || name === 'content.channels.rename' ? -1 : name === 'programme.publishCharter' ? 1 : 0)

const fields = routes.flatMap((route) => textFields(inputShape(route) ?? {}).map((field) => ({ name: `${route.name} ${field.path.join('.')}`, route, field })))
  // a new charter asks every ambassador again, and the names of groups and channels are taken once
  .sort((one, other) => turn(one.route) - turn(other.route))

it('are sent to every field that keeps them', () => {
  expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(shownAt)))
})

const called = new Set(['name', 'title', 'label', 'campaign', 'name_shown'])
const names = fields.filter(({ field: { path } }) => called.has(String(path.at(-1))))

describe('names', () => {
  it('are many', () => { expect(names.length).toBeGreaterThan(15) })

  it.each(names)('$name is one line that is what it seems', async ({ route, field }) => {
    const base = baseOf(route, sampleOf(inputShape(route) ?? {}))
    for (const [text, code] of [['Une\nDeux', 'one_line'], ['Une\u202euxeD', 'hidden_character'], ['Une\u2066Deux', 'hidden_character'], ['Une\u0007', 'hidden_character']]) {
      const request = requestOf(route, withValue(base, field.path, text))
      expect(await us.admin.call(route.method, request.path, request.body)).toMatchObject({ status: 422, body: { errors: [{ field: field.path.join('.'), code }] } })
    }
  })
})

describe.each(fields)('$name', ({ name, route, field }) => {
  it('takes every text as it is or says what is wrong with it', async () => {
    const base = baseOf(route, sampleOf(inputShape(route) ?? {}))
    const inPath = route.path.includes(`{${field.path.join('.')}}`)
    const wrong: Record<string, string> = {}
    const taken: string[] = []
    const edited = route.name === 'content.contents.save' ? content.parse((await us.admin.call('GET', `/contents/${known['draft_id']}`)).body) : null
    let version = edited?.version
    // one rule refuses whatever is no id, and there are many ids
    const texts = streams.has(route.name) ? ownStrings.filter((text) => !isTaken(route, withValue(base, field.path, text))) : name in shownAt ? textsFor(Object.keys(shownAt).indexOf(name)) : field.shape.format === 'uuid' ? ownStrings.slice(0, 24) : ownStrings
    for (const [number, text] of texts.entries()) {
      if (inPath && ['', '.', '..'].includes(text)) continue // no segment of a path: another route's address
      if (field.shape.format === 'uri' && leadsOut(text)) continue // tests reach nothing but this machine
      const input = withValue(numbered(route, base, number), field.path, text)
      const answer = await ask(route, version === undefined ? input : withValue(input, ['version'], version), field.path.join('.'), text)
      if (version !== undefined && answer.taken) version = content.parse(answer.body).version
      if (answer.wrong) wrong[text] = answer.wrong
      else if (answer.taken) taken.push(text)
    }
    expect(wrong).toEqual({})
    expect(await lost(name, taken)).toEqual([])
  }, 120_000)
})
