import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { roomNames } from '../rooms.ts'

const root = resolve(import.meta.dirname, '../..')
const ignored = new Set(['node_modules', 'dist', 'data', '.git', 'results', 'output'])

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    ignored.has(entry.name) ? [] : entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)])

const workspaces = ['contract', 'server', 'web', 'e2e', 'bench', 'faults', 'mutants', 'bin'].map((name) => join(root, name)).filter((folder) => statSync(folder, { throwIfNoEntry: false }))
const sources = workspaces.flatMap(walk).filter((file) => /\.(ts|tsx|js|mjs|css|sql)$/.test(file))
const modules = sources.filter((file) => /\.(ts|tsx)$/.test(file))
const name = (file: string) => relative(root, file)
const text = (file: string) => readFileSync(file, 'utf8')
const isTest = (file: string) => /\.fixture\.ts$|\.test\.tsx?$|(^|\/)(server\/test|e2e|bench|faults|mutants)\//.test(name(file))

const importsOf = (file: string): string[] =>
  [...text(file).matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')

const resolveImport = (file: string, specifier: string): string | null => {
  const inServer = name(file).startsWith('server/')
  if (specifier.startsWith('.')) return resolve(dirname(file), specifier)
  if (specifier.startsWith('#kit/')) return join(root, 'server/kit', `${specifier.slice(5)}.ts`)
  if (specifier.startsWith('#test/')) return join(root, 'server/test', `${specifier.slice(6)}.ts`)
  if (inServer && specifier.startsWith('#room/')) return join(root, 'server/rooms', specifier.slice(6), 'index.ts')
  if (specifier.startsWith('#ui/')) return join(root, 'web/src/ui', specifier.slice(4))
  if (specifier.startsWith('#app/')) return join(root, 'web/src/app', specifier.slice(5))
  if (specifier.startsWith('#room/')) return join(root, 'web/src/rooms', specifier.slice(6))
  if (specifier === '@portevoix/contract') return join(root, 'contract/index.ts')
  if (specifier.startsWith('@portevoix/contract/')) return join(root, 'contract', specifier.slice(20).replace(/(\.ts|\.json)?$/, (ending) => ending || '.ts'))
  return null
}

const edges = new Map(modules.map((file) => [file, importsOf(file).map((specifier) => resolveImport(file, specifier)).filter((target) => target !== null)]))
const serverRoom = (file: string) => /^server\/rooms\/([^/]+)\//.exec(name(file))?.[1]
const webRoom = (file: string) => /^web\/src\/rooms\/([^/]+)\//.exec(name(file))?.[1]
const order: readonly string[] = roomNames

describe('files', () => {
  it('are at most 300 lines, and small as a rule', () => {
    const lengths = sources.filter((file) => !file.endsWith('.gen.ts')).map((file) => ({ file: name(file), lines: text(file).trimEnd().split('\n').length }))
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([])
    const sorted = lengths.filter(({ file }) => !file.endsWith('.sql')).map(({ lines }) => lines).sort((one, other) => one - other)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80)
    expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThanOrEqual(240)
  })

  it('have names of whole words and no junk drawers', () => {
    expect(sources.map(name).filter((file) => /(^|\/)(utils?|helpers?|common|misc|lib)(\/|\.)/i.test(file))).toEqual([])
  })

  it('are all used', () => {
    const used = new Set([...edges.values()].flat())
    const entries = /^(server\/(main|cli\/main)\.ts|server\/kit\/.*worker.*\.ts|server\/rooms\/organisations\/draw\.ts|web\/src\/(main\.tsx|service-worker\.ts|[\w/-]+\.d\.ts|gallery\/.*)|web\/vite\.config\.ts|bench\/.*|faults\/.*|mutants\/.*|e2e\/.*|bin\/.*|server\/test\/.*)$/
    expect(modules.filter((file) => !isTest(file) && !used.has(file) && !entries.test(name(file))).map(name)).toEqual([])
  })
})

describe('rooms', () => {
  it('import only earlier rooms, by their doors', () => {
    const wrong = modules.filter((file) => serverRoom(file) && !isTest(file)).flatMap((file) => (edges.get(file) ?? []).flatMap((target) => {
      const from = serverRoom(file)
      const to = serverRoom(target)
      if (!to || to === from) return []
      const byDoor = name(target) === `server/rooms/${to}/index.ts`
      return byDoor && order.indexOf(to) < order.indexOf(from ?? '') ? [] : [`${name(file)} -> ${name(target)}`]
    }))
    expect(wrong).toEqual([])
  })

  it('are all in the list, and the kit knows none of them', () => {
    expect(readdirSync(join(root, 'server/rooms')).sort()).toEqual([...order].sort())
    const wrong = modules.filter((file) => name(file).startsWith('server/kit/') && !isTest(file))
      .filter((file) => edges.get(file)?.some((target) => name(target).startsWith('server/rooms') && name(file) !== 'server/kit/http/app.ts'))
    expect(wrong.map(name)).toEqual([])
  })

  it('have the one shape', () => {
    for (const room of order) {
      const files = readdirSync(join(root, 'server/rooms', room))
      expect(files, room).toEqual(expect.arrayContaining(['README.md', 'index.ts']))
    }
  })

  it('name only their own tables, in their queries', () => {
    const tables = new Set([...text(join(root, 'server/kit/schema.gen.ts')).matchAll(/^ {2}"([a-z]+\.[a-z_]+)":/gm)].map(([, found]) => found))
    expect(tables.size).toBeGreaterThan(30)
    const table = /(?<![\w.#/])([a-z]+\.[a-z_]+)(?![\w./])/g
    const touching = /\b(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin|copy|from|into|update|join)\b/i
    const wrong = modules.filter((file) => name(file).startsWith('server/') && !isTest(file) && !file.endsWith('.gen.ts')).flatMap((file) =>
      text(file).split('\n').flatMap((line) => {
        if (!touching.test(line) || /^\s*(import|export .* from|\/\/|\*|\/\*\*)/.test(line)) return []
        return [...line.matchAll(table)].filter(([, found = '']) => {
          const schema = found.split('.')[0]
          const owner = schema === 'auth' ? 'people' : schema // the sign-in library's tables
          if (!tables.has(found) || owner === 'kit') return false
          const isQueries = /\/queries(\.ts|\/|-[\w-]+\.ts)/.test(name(file)) && serverRoom(file) === owner
          return !isQueries
        }).map(([, found]) => `${name(file)}: ${found}`)
      }))
    expect(wrong).toEqual([])
  })

  it('above the links are not even read by a process that serves links alone', () => {
    const reached = new Set<string>()
    const reach = (file: string): void => {
      if (reached.has(file)) return
      reached.add(file)
      for (const target of edges.get(file) ?? []) if (!typeOnly(file, target)) reach(target)
    }
    reach(join(root, 'server/links-only.ts'))
    expect(new Set([...reached].map(serverRoom).filter((room) => room !== undefined))).toEqual(new Set(['organisations', 'links']))
    const statically = text(join(root, 'server/main.ts')).split('\n').filter((line) => line.startsWith('import ')).join('\n')
    expect(statically).not.toMatch(/rooms|assemble|links-only|kit\/(jobs|prepare)/)
  })

  it('nobody imports the server, and the web reaches it only through the contract', () => {
    const wrong = modules.filter((file) => /^(web|contract)\//.test(name(file)) && edges.get(file)?.some((target) => name(target).startsWith('server/')))
    expect(wrong.map(name)).toEqual([])
  })
})

describe('the web', () => {
  it('keeps its design system free of rooms', () => {
    const wrong = modules.filter((file) => name(file).startsWith('web/src/ui/') && edges.get(file)?.some((target) => webRoom(target) !== undefined || name(target).startsWith('web/src/app/')))
    expect(wrong.map(name)).toEqual([])
  })
})

describe('imports', () => {
  it('make no cycle', () => {
    const state = new Map<string, 'open' | 'closed'>()
    const cycles: string[] = []
    const visit = (file: string, path: string[]): void => {
      if (state.get(file) === 'closed') return
      if (state.get(file) === 'open') { cycles.push([...path.slice(path.indexOf(file)), file].map(name).join(' -> ')); return }
      state.set(file, 'open')
      for (const target of edges.get(file) ?? []) if (edges.has(target) && !typeOnly(file, target)) visit(target, [...path, file])
      state.set(file, 'closed')
    }
    modules.forEach((file) => { visit(file, []) })
    expect(cycles).toEqual([])
  })
})

/** Types vanish before the program runs, so a cycle of types is none. */
function typeOnly(file: string, target: string): boolean {
  const statements = [...text(file).matchAll(/(?:^|\n)\s*((?:import|export)\s[^'"]*?)from\s+['"]([^'"]+)['"]/g)].filter((match) => resolveImport(file, match[2] ?? '') === target)
  return statements.length > 0 && statements.every((match) => /^(import|export)\s+type\b/.test(match[1] ?? ''))
}
