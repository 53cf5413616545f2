import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wordsIn } from '#kit/untrusted-proxy'
import { operator, type Running } from './operator.fixture.ts'

const { command, start, leave, data_dir } = operator()
let portevoix: Running
beforeAll(async () => { portevoix = await start() }, 120_000)
afterAll(leave, 60_000)

const doctor = async (settings: Record<string, string> = {}) => {
  const { code, out } = await command(['doctor', '--json'], { BASE_URL: portevoix.address, ...settings })
  return { code, found: JSON.parse(out) as unknown }
}
const proxy = (ok: boolean, found: RegExp) => ({ findings: expect.arrayContaining([{ check: 'proxy', ok, found: expect.stringMatching(found) }]) })

it('tells of a proxy that passed requests on within a day and is not trusted, until it is', async () => {
  expect(await doctor()).toMatchObject({ code: 0, found: proxy(true, /^none /) })
  expect((await fetch(`${portevoix.address}/api/v1/session`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(200)
  // one that anybody could have made up
  expect(await doctor()).toMatchObject({ code: 0, found: proxy(true, /^none /) })
  wordsIn(data_dir)('127.0.0.1')
  expect(await doctor()).toMatchObject({ code: 1, found: proxy(false, /127\.0\.0\.1 .* TRUSTED_PROXIES only if it is a proxy of yours that sets X-Forwarded-For itself/) })
  expect(await doctor({ TRUSTED_PROXIES: 'loopback' })).toMatchObject({ code: 0, found: proxy(true, /^none /) })
}, 60_000)

it('tells of a database that hangs as what it is, soon', async () => {
  const pid = Number(readFileSync(join(data_dir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGSTOP')
  try {
    const { code, found } = await doctor()
    expect(code).toBe(1)
    expect(found).toMatchObject({ findings: expect.arrayContaining([{ check: 'database', ok: false, found: expect.stringMatching(/^Portevoix is already running on \S+ \(process \d+\), and its database does not answer: it hangs/) }]) })
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}, 60_000)
