import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookieOf } from '#test/world'
import { operator, type Running } from './operator.fixture.ts'

const cli = join(import.meta.dirname, 'main.ts')
const { data_dir, command, start, end, leave } = operator()

/** Enters by a link that a command printed, at the address that it names. */
const sent = (link: string): Promise<Response> => {
  const { origin, pathname } = new URL(link)
  return fetch(`${origin}/api/v1/sign-ins`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: pathname.split('/').at(-1) }) })
}
const enter = async (link: string): Promise<number> => (await sent(link)).status

const email = 'alix@exemple.test'
let portevoix: Running
beforeAll(async () => { portevoix = await start() }, 120_000)
afterAll(leave, 60_000)

describe('beside a Portevoix that took a free port', () => {
  it('links lead to it, and open it once', async () => {
    const made = await command(['organisation', 'create', '--name', 'Ateliers Été', '--admin-name', 'Alix Martin', '--admin-email', email])
    expect(made).toMatchObject({ code: 0, err: '' })
    const link = /http:\S+/.exec(made.out)?.[0] ?? ''
    expect(new URL(link).origin).toBe(portevoix.address)
    expect([await enter(link), await enter(link)]).toEqual([201, 410])
    const again = await command(['sign-in-link', ` ${email.toUpperCase()} `, '--json'])
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(again.out)).toEqual({ sign_in_link: expect.stringMatching(`^${portevoix.address}/sign-in/`) })
  }, 60_000)

  it('mails that a command writes lead to it too', async () => {
    expect(await command(['member', 'invite', 'nina@exemple.test', email, '--role', 'curator', '--role', 'ambassador'])).toMatchObject({ code: 0, out: `nina@exemple.test: invited\n${email}: member already\n` })
    const folder = join(data_dir, 'outbox')
    const mails = () => { try { return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) } catch { return [] } }
    await expect.poll(() => mails().join(), { timeout: 15_000 }).toContain('nina@exemple.test')
    expect(mails().join().replaceAll('=\r\n', '')).toContain(`${portevoix.address}/invitation/`)
  }, 60_000)

  it('a BASE_URL that is written wins, and whoever differs is warned', async () => {
    const elsewhere = { BASE_URL: 'https://ambassadeurs.exemple.test' }
    const said = await command(['sign-in-link', email], elsewhere)
    expect(said.out).toMatch(/^Once, within 15 minutes: https:\/\/ambassadeurs\.exemple\.test\/sign-in\/\S+\n$/)
    expect(said.err).toContain(portevoix.address)
    const doctor = await command(['doctor', '--json'], elsewhere)
    expect([doctor.code, JSON.parse(doctor.out)]).toMatchObject([1, { ok: false, findings: expect.arrayContaining([expect.objectContaining({ check: 'address', ok: false })]) }])
    const agreeing = await command(['doctor', '--json'], { BASE_URL: portevoix.address })
    expect(JSON.parse(agreeing.out)).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining({ check: 'visits', ok: true })]) })
    expect([agreeing.code, JSON.parse(agreeing.out)]).toMatchObject([0, { ok: true, findings: expect.arrayContaining([{ check: 'address', ok: true, found: expect.stringContaining(`running at ${portevoix.address}`) }]) }])
  }, 60_000)

  it('says in one line what it does not accept, and ends with 1', async () => {
    const refusals: [string[], RegExp][] = [
      [['sign-in-link', 'nobody@exemple.test'], /^Nobody signs in as nobody@exemple\.test/], [['sign-in-link', 'nobody'], /^"nobody" is not accepted/],
      [['member', 'invite', 'a@b.fr', '--role', 'king'], /^--role "king" is not accepted/], [['demo', '--colour', 'red'], /^--colour "red" is not accepted/],
      [['organisation', 'create', '--name', 'A\u202eB', '--admin-name', 'B', '--admin-email', 'b@c.fr'], /^--name /],
      [['organisation', 'create', '--name', 'A', '--admin-name', 'B', '--admin-email', 'b@c.fr', '--time-zone', 'Mars/Olympus'], /^--time-zone "Mars\/Olympus" is not accepted/],
      [['demo', '--logo', '/nowhere.png'], /^--logo \/nowhere\.png cannot be read/], [['demo', '--logo', cli], /^Something needs correcting: organisation\.logo: /],
    ]
    for (const [args, words] of refusals) {
      const { code, out, err } = await command(args)
      expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(words) })
      expect(err.trimEnd().split('\n')).toHaveLength(1)
    }
    const json = await command(['sign-in-link', 'nobody', '--json'])
    expect([json.code, JSON.parse(json.out)]).toEqual([1, { error: expect.stringContaining('not accepted') }])
  }, 120_000)
})

it('every command tells its options', async () => {
  for (const args of [[], ['demo'], ['organisation', 'create'], ['member', 'invite'], ['sign-in-link'], ['links', 'correct'], ['doctor'], ['migrate'], ['backup'], ['restore']]) {
    const { code, out } = await command([...args, '--help'])
    expect([code, out]).toEqual([0, expect.stringContaining(`Usage: portevoix${args.length ? ` ${args.join(' ')}` : ''}`)])
  }
  expect((await command(['fly'])).code).toBe(1)
}, 60_000)

it('a demonstration is made once, and another only in its place where that is said', async () => {
  const first = await command(['demo', '--name', 'Maison Essai', '--json'])
  const { organisation_id, sign_in_link }: { organisation_id: string; sign_in_link: string } = JSON.parse(first.out)
  const entered = await sent(sign_in_link)
  expect(entered.status).toBe(201)
  const identity = async () => (await fetch(`${portevoix.address}/api/v1/session`, { headers: { cookie: cookieOf(entered.headers) } })).json()
  expect(await identity()).not.toMatchObject({ identity: null })
  const second = await command(['demo', '--name', 'Autre', '--json'])
  expect(second.code).toBe(0)
  expect(JSON.parse(second.out)).toMatchObject({ made: false, organisation_id, name: 'Maison Essai', sign_in_link: expect.stringContaining(portevoix.address) })
  expect((await command(['demo'])).out).toMatch(/already, "Maison Essai", made on .*\nOpen it, .*\nAnother in its place, .*--again\.\n$/)
  const again: unknown = JSON.parse((await command(['demo', '--name', 'Autre', '--language', 'en', '--again', '--json'])).out)
  expect(again).toMatchObject({ made: true, members: 300, contents: expect.toSatisfy((count: number) => count > 120), clicks: expect.toSatisfy((count: number) => count > 2_000), organisation_id: expect.not.stringContaining(organisation_id) })
  expect(await identity()).toMatchObject({ identity: null })
  expect((await command(['demo', '--again', '--remove'])).code).toBe(1)
  expect((await command(['demo', '--remove'])).out).toBe('The demonstration was removed.\n')
  expect((await command(['demo', '--remove'])).out).toBe('There is no demonstration.\n')
}, 240_000)

describe('beside none', () => {
  beforeAll(() => end(portevoix.child, 'SIGKILL'))

  it('says so, and uses what is set', async () => {
    const said = await command(['sign-in-link', email], { PORT: '4567' })
    expect(said).toMatchObject({ code: 0, out: expect.stringMatching(/^Once, within 15 minutes: http:\/\/localhost:4567\/sign-in\//), err: expect.stringMatching(/^Portevoix is not running on /) })
    expect((await command(['sign-in-link', email], { BASE_URL: 'https://ambassadeurs.exemple.test' })).out).toContain('https://ambassadeurs.exemple.test/sign-in/')
    expect(await command(['migrate'])).toEqual({ code: 0, out: 'The database is up to date.\n', err: '' })
  }, 60_000)

  it('gives no link where any free port would do', async () => {
    expect(await command(['sign-in-link', email], { PORT: '0' })).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Portevoix is not running, and with PORT=0 .*BASE_URL=.*\n$/) })
  })

  it('takes no word of those that have ended, and that of those that came after', async () => {
    const next = await start()
    expect((await command(['sign-in-link', email])).out).toContain(`${next.address}/sign-in/`)
    await end(next.child, 'SIGTERM')
    expect(next.child.exitCode).toBe(0)
    expect(readdirSync(join(data_dir, 'running'))).not.toContain(`${next.child.pid}.json`)
  }, 120_000)
})
