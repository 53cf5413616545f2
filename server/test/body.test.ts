import { request } from 'node:http'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { problemDetails } from '@portevoix/contract/problem'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, type Company } from '#test/world'

let stage: TestInstallation
let ours: Company
beforeAll(async () => {
  stage = await testInstallation({ works: false })
  ours = await company(stage, 'weight.test')
})

const megabyte = 1024 * 1024
const json = { 'content-type': 'application/json' }

/** Sends bytes as they come, with or without saying before how many there are. */
const send = (path: string, headers: Record<string, string | number>, chunks: Iterable<Buffer>) =>
  new Promise<{ status: number; body: unknown; connection: string | undefined }>((resolve, reject) => {
    const asking = request(`${stage.address}/api/v1${path}`, { method: 'POST', headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => { text += String(chunk) })
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, body: text === '' ? null : JSON.parse(text), connection: answer.headers.connection }) })
    })
    asking.on('error', reject)
    Readable.from(chunks).pipe(asking)
  })
const heavy = function* (megabytes: number) { for (let turn = 0; turn < megabytes; turn += 1) yield Buffer.alloc(megabyte, 0x20) }

describe('a body that weighs too much', () => {
  it.each([['says how much', { 'content-length': 17 * megabyte }], ['comes in pieces', {}]])('is refused in words where it %s', async (_, length) => {
    const { status, body } = await send('/sign-in-links', { ...json, ...length, 'accept-language': 'fr' }, heavy(17))
    expect(status).toBe(413)
    expect(problemDetails.parse(body)).toMatchObject({ code: 'too_large', status: 413, title: 'Envoi trop lourd', detail: 'Un envoi pèse au plus 16\u00a0Mo. Choisissez un fichier plus léger.' })
  })

  it('is refused to a person in their language, and to a form as to JSON', async () => {
    const form = new FormData()
    form.append('file', new File([Buffer.alloc(17 * megabyte)], 'photo.jpg', { type: 'image/jpeg' }))
    const answer = await fetch(`${stage.address}/api/v1/media`, { method: 'POST', body: form, headers: { cookie: ours.curator.cookie, 'portevoix-organisation': ours.organisation_id, 'accept-language': 'en' } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([413, 'application/problem+json; charset=utf-8'])
    expect(await answer.json()).toMatchObject({ title: 'Too much at once', detail: 'A request weighs at most 16 MB. Choose a lighter file.' })
  })

  it('is not heard out for ever', async () => {
    let sent = 0
    const endless = function* () { for (;;) { sent += 1; yield Buffer.alloc(megabyte, 0x20) } }
    await send('/sign-in-links', json, endless()).then(({ status, connection }) => { expect([status, connection]).toEqual([413, 'close']) }, (error: unknown) => { expect(String(error)).toMatch(/EPIPE|ECONNRESET/) })
    expect(sent).toBeLessThan(200)
  }, 30_000)

  it('is taken up to the limit', async () => {
    const { status, body } = await send('/sign-in-links', json, [Buffer.alloc(16 * megabyte - 30, 0x20), Buffer.from('{"email":"nobody"}')])
    expect([status, body]).toMatchObject([422, { errors: [{ field: 'email', code: 'invalid_email' }] }])
  })
})

describe('a file within a body', () => {
  const place = { tribe: 'employees', language: 'fr' }
  it.each([
    ['a logo', 'PATCH', '/organisation', { logo: Buffer.alloc(3 * megabyte).toString('base64') }, 'logo', 'Ce fichier pèse plus de 2\u00a0Mo. Choisissez-en un plus léger.'],
    ['a CSV', 'POST', '/invitations/csv-preview', { csv: Buffer.alloc(6 * megabyte).toString('base64'), place }, 'csv', 'Ce fichier pèse plus de 5\u00a0Mo. Choisissez-en un plus léger.'],
  ])('%s is refused by its weight, not its characters', async (_, method, path, body, field, message) => {
    expect(await ours.admin.call(method, path, body)).toMatchObject({ status: 422, body: { errors: [{ field, code: 'too_big_file', message }] } })
  })

  it('an image too', async () => {
    const form = new FormData()
    form.append('file', new File([Buffer.alloc(11 * megabyte)], 'photo.jpg', { type: 'image/jpeg' }))
    const answer = await fetch(`${stage.address}/api/v1/media`, { method: 'POST', body: form, headers: { cookie: ours.curator.cookie, 'portevoix-organisation': ours.organisation_id } })
    expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ field: 'file', message: 'Ce fichier pèse plus de 10\u00a0Mo. Choisissez-en un plus léger.' }] }])
  })
})

describe('a body that cannot be read', () => {
  it.each([
    ['JSON that breaks off', 'application/json', '{"email":', 400, 'malformed'], ['a form that is none', 'multipart/form-data; boundary=x', 'nothing', 400, 'malformed'],
    ['a form without its boundary', 'multipart/form-data', '--x--', 400, 'malformed'], ['another type', 'application/xml', '<email/>', 415, 'unknown_type'],
    ['JSON that does not say so', 'text/plain', '{"email":"someone@else.test"}', 415, 'unknown_type'],
    ['a page\u2019s form', 'application/x-www-form-urlencoded', 'email=someone%40else.test', 415, 'unknown_type'],
    ['a form where no file is sent', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="email"\r\n\r\nsomeone@else.test\r\n--x--\r\n', 415, 'unknown_type'],
    ['nothing at all', 'application/json', '', 422, 'invalid_input'],
  ])('%s: %s', async (_, type, text, status, code) => {
    const answer = await send('/sign-in-links', { 'content-type': type }, [Buffer.from(text)])
    expect([answer.status, problemDetails.parse(answer.body).code]).toEqual([status, code])
  })

  it('one without a type is refused, and no body needs none', async () => {
    expect(await send('/sign-in-links', {}, [Buffer.from('{"email":"someone@else.test"}')])).toMatchObject({ status: 415, body: { code: 'unknown_type' } })
    expect(await send('/sign-in-links', {}, [])).toMatchObject({ status: 422, body: { errors: [{ code: 'required' }] } })
  })

  it.each(['', ' ', ';', 'nothing', '/', 'application/json, application/json'])('one whose type is %j is its sender’s fault', async (type) => {
    const answer = await send('/sign-ins', { 'content-type': type }, [Buffer.from('{}')])
    expect([answer.status, problemDetails.parse(answer.body).code]).toEqual([415, 'unknown_type'])
  })

  it.each(['/%ff', '/api/v1/%ff', '/api/v1/contents/%c3%28', '/media/%ff'])('an address that cannot be read is told so: %s', async (path) => {
    const answer = await fetch(`${stage.address}${path}`, { headers: { 'accept-language': 'en' } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([expect.toSatisfy((status) => [400, 404].includes(status)), expect.stringContaining('application/problem+json')])
    expect(problemDetails.parse(await answer.json()).title).toMatch(/Unreadable|Not found|request/i)
  })

  it('one that its sender broke off leaves the next one alone', async () => {
    const asking = request(`${stage.address}/api/v1/sign-in-links`, { method: 'POST', headers: { ...json, 'content-length': 100 } })
    asking.on('error', () => undefined)
    asking.write('{"email":')
    await new Promise((resolve) => { setTimeout(resolve, 100) })
    asking.destroy()
    expect((await send('/sign-in-links', json, [Buffer.from('{"email":"someone@else.test"}')])).status).toBe(202)
  })
})
