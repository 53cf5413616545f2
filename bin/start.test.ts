import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder, type Folder } from './folder.fixture.ts'

const parent = join(import.meta.dirname, '../server/kit/parent.ts')

// Tells its number, its arguments and every signal that it gets.
const server = `
import { tellParentReady, whenParentEnds } from ${JSON.stringify(parent)}
let count = 0
process.on('SIGINT', () => { count += 1; console.log('SIGINT', count) })
process.on('SIGTERM', () => { console.log('SIGTERM'); process.exit(7) })
whenParentEnds(() => { process.exit(0) })
setInterval(() => {}, 1000)
console.log('ready', process.pid, process.argv.slice(2).join(' '), process.versions.node.split('.')[0])
`

let folder: Folder
beforeEach(() => { folder = makeFolder({ packages: true }) })
afterEach(() => { folder.remove() })

const until = async <T>(find: () => T | null | false | undefined, what: string): Promise<T> => {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = find()
    if (found) return found
    await sleep(25)
  }
  throw new Error(`never: ${what}`)
}

const readyPids = (said: string): number[] => [...said.matchAll(/ready (\d+)/g)].map(([, pid]) => Number(pid))
const isAlive = (pid: number): boolean => {
  try { return process.kill(pid, 0) } catch { return false }
}

describe('start', () => {
  it('runs the server by the Node of the packages, hands over arguments and signals, and ends with its exit code', async () => {
    folder.write('server/main.ts', server)
    const { child, said, ended } = folder.start('start.js', ['--services=web,links'])
    await until(() => readyPids(said())[0], 'ready')
    expect(said()).toMatch(/ready \d+ --services=web,links 26\n/)
    child.kill('SIGINT')
    child.kill('SIGINT')
    await until(() => said().includes('SIGINT 1'), 'SIGINT')
    await sleep(100)
    expect(said()).not.toContain('SIGINT 2') // npm passes on the Ctrl-C that we have had from the terminal
    child.kill('SIGTERM')
    expect(await ended).toEqual([7, null])
  })

  it('starts the server again when it is killed', async () => {
    folder.write('server/main.ts', server)
    const { child, said, ended } = folder.start('start.js')
    const first = await until(() => readyPids(said())[0], 'ready')
    process.kill(first, 'SIGKILL')
    const second = await until(() => readyPids(said())[1], 'ready again')
    expect(second).not.toBe(first)
    expect(said()).toContain('Portevoix was ended by SIGKILL: starting it again.\n')
    child.kill('SIGTERM')
    expect(await ended).toEqual([7, null])
    expect(isAlive(second)).toBe(false)
  })

  it('starts a server that has served again whatever it ends of, until it serves again or is told to stop', async () => {
    folder.write('server/main.ts', `${server}\ntellParentReady()\nprocess.on('SIGUSR2', () => { throw new Error('a defect') })`)
    const { child, said, ended } = folder.start('start.js')
    const first = await until(() => readyPids(said())[0], 'ready')
    await sleep(100)
    folder.write('server/main.ts', `console.error('no database'); process.exit(1)`)
    process.kill(first, 'SIGUSR2')
    await until(() => said().split('no database').length > 5, 'five refusals and more')
    folder.write('server/main.ts', server)
    await until(() => readyPids(said())[1], 'ready again')
    expect(said()).toContain('Portevoix was ended by an error (code 1): starting it again.\n')
    child.kill('SIGTERM')
    expect(await ended).toEqual([7, null])
  })

  it('does not leave the server behind when it is killed itself', async () => {
    folder.write('server/main.ts', server)
    const { child, said } = folder.start('start.js')
    const pid = await until(() => readyPids(said())[0], 'ready')
    child.kill('SIGKILL')
    await until(() => !isAlive(pid), 'the server ends')
    expect(isAlive(pid)).toBe(false)
  })

  it('does not insist when the server refuses to start, or is killed at every start', async () => {
    folder.write('server/main.ts', `console.error('one clear line'); process.exit(1)`)
    const refused = folder.start('start.js')
    expect(await refused.ended).toEqual([1, null])
    expect(refused.said()).toBe('one clear line\n')
    folder.write('server/main.ts', `process.kill(process.pid, 'SIGKILL')`)
    const killed = folder.start('start.js')
    expect(await killed.ended).toEqual([137, null])
    expect(killed.said().split('\n')).toHaveLength(5)
  })
})

describe('the command line', () => {
  it('runs from any folder with its arguments and exit code', async () => {
    folder.write('server/cli/main.ts', `console.log(process.cwd(), process.argv.slice(2).join('|')); process.exit(3)`)
    folder.write('package-lock.json', '{ "packages": { "": {} } }')
    const { said, ended } = folder.start('portevoix', ['sign-in-link', 'a b@example.org', '--json'], { cwd: '/' })
    expect(await ended).toEqual([3, null])
    expect(said()).toBe('/ sign-in-link|a b@example.org|--json\n')
  })
})
