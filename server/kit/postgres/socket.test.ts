import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { isListenedTo, prepareEndpoint, type Endpoint } from './socket.ts'

const made: string[] = []
afterEach(() => { for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true }) })

const deepHome = () => {
  const root = mkdtempSync(join(tmpdir(), 'pv-'))
  made.push(root)
  const folder = join(root, 'd'.repeat(60), 'e'.repeat(60))
  mkdirSync(folder, { recursive: true })
  return { folder, cluster: join(folder, 'cluster'), user: null }
}

const prepare = async (home: ReturnType<typeof deepHome>): Promise<Endpoint> => {
  const endpoint = await prepareEndpoint(home)
  made.push(endpoint.host)
  return endpoint
}

describe.runIf(process.platform !== 'win32')('the socket of a deep data folder', () => {
  it('lies in the same short folder at every start: processes that joined the database look for it there', async () => {
    const home = deepHome()
    const first = await prepare(home)
    first.remove() // an end in order
    expect(existsSync(first.host)).toBe(false)
    const second = await prepare(home)
    expect(second.host).toBe(first.host)
    const third = await prepare(home) // after a kill
    expect(third.host).toBe(first.host)
    expect(statSync(third.host).mode & 0o777).toBe(0o700)
  })

  it('does not lie in a folder of that name that others may enter', async () => {
    const home = deepHome()
    const first = await prepare(home)
    first.remove()
    mkdirSync(first.host)
    chmodSync(first.host, 0o777)
    const second = await prepare(home)
    expect(second.host).not.toBe(first.host)
    expect(statSync(second.host).mode & 0o777).toBe(0o700)
  })

  it('is heard of as long as a server listens there', async () => {
    const home = deepHome()
    expect(await isListenedTo(home)).toBe(false)
    const { host, port } = await prepare(home)
    expect(await isListenedTo(home)).toBe(false)
    const server = createServer().listen(join(host, `.s.PGSQL.${port}`))
    await once(server, 'listening')
    expect(await isListenedTo(home)).toBe(true)
    server.close()
    await once(server, 'close')
    expect(await isListenedTo(home)).toBe(false)
  })
})
