import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { Refusal } from './refusal.ts'
import { explainStartError } from './start-errors.ts'

const servers: Server[] = []
afterEach(() => { for (const server of servers.splice(0)) server.close() })

const listen = async (port: number, host = '127.0.0.1'): Promise<number> => {
  const server = createServer()
  servers.push(server)
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (error: unknown) => error)

const connect = (config: pg.ClientConfig): Promise<unknown> => {
  const client = new pg.Client(config)
  return failure(client.connect())
}

const withCode = (code: string, rest: object = {}): Error => Object.assign(new Error(code), { code, ...rest })

describe('explainStartError', () => {
  it('says that the port is in use', async () => {
    const port = await listen(0)
    expect(explainStartError(await failure(listen(port)))).toBe(`The port ${port} is already in use: stop what uses it, or write another one, for example PORT=3001.`)
  })

  it('says that the address is not of this machine', async () => {
    expect(explainStartError(await failure(listen(0, '192.0.2.1')))).toMatch(/^192\.0\.2\.1 is not an address of this machine: .*HOST=127\.0\.0\.1/)
  })

  it('says that the database cannot be reached, by port, by name or by socket', async () => {
    const port = await listen(0)
    servers.splice(0).forEach((server) => server.close())
    expect(explainStartError(await connect({ host: '127.0.0.1', port }))).toContain(`The database at 127.0.0.1:${port} cannot be reached (ECONNREFUSED)`)
    expect(explainStartError(await connect({ host: 'localhost', port }))).toContain('cannot be reached (ECONNREFUSED)')
    expect(explainStartError(await connect({ host: '/tmp/portevoix-none', port: 5432 }))).toContain('cannot be reached (ENOENT)')
  })

  it('says that a folder cannot be written', () => {
    const dir = mkdtempSync(join(tmpdir(), 'portevoix-'))
    expect(explainStartError(withCode('EACCES', { path: dir, syscall: 'mkdir' }))).toMatch(new RegExp(`^${dir} cannot be written .*DATA_DIR=`))
    expect(explainStartError(withCode('ENOSPC', { syscall: 'write' }))).toContain('no room left')
    rmSync(dir, { recursive: true })
  })

  it.each([
    [withCode('EACCES', { syscall: 'listen', port: 80 }), /port 80 is reserved/],
    [withCode('ENOTFOUND', { syscall: 'getaddrinfo', hostname: 'db.example.org' }), /database at db\.example\.org cannot be reached/],
    [withCode('28P01'), /refuses the user or the password/],
    [withCode('3D000'), /does not exist/],
    [withCode('SELF_SIGNED_CERT_IN_CHAIN'), /not trusted/],
    [new Error('The server does not support SSL connections'), /encrypted/],
    [new Error('Migration 001 failed', { cause: withCode('42501') }), /may not prepare/],
    [new Refusal('PORT must be a port'), /^PORT must be a port$/],
  ])('explains %s in one line', (error, expected) => {
    const line = explainStartError(error)
    expect(line).toMatch(expected)
    expect(line).not.toContain('\n')
  })

  it('leaves defects to the stack trace', () => {
    expect(explainStartError(new TypeError('x is not a function'))).toBeNull()
    expect(explainStartError(withCode('42P01'))).toBeNull()
    expect(explainStartError('text')).toBeNull()
  })
})
