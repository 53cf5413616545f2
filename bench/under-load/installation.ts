import { fork } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startInstallation, type Installation } from '../../faults/installation/installation.ts'
import { makeTemplate } from '../../faults/installation/template.ts'
import { createUndo } from '../../faults/undo.ts'

/** Visits to links, and requests of the application beside them, a second. */
export const rate = { links: 1_000, web: 50 }
export const linkCount = 20_000

const told = z.object({ answers: z.number(), failures: z.number() })
export type Asked = z.infer<typeof told>

/** Portevoix in three processes, under a steady load for so many seconds; `others`: slugs that the load does not ask for. */
export const underLoad = async <T>(name: string, seconds: number, others: number, work: (installation: Installation, slugs: readonly string[]) => Promise<T>): Promise<{ result: T; asked: Asked }> => {
  const folder = mkdtempSync(join(tmpdir(), `portevoix-${name}-`))
  chmodSync(folder, 0o711) // the database's own user passes through
  const undo = createUndo()
  undo.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  try {
    const all = await makeTemplate(join(folder, 'template'), linkCount + others)
    const [slugs, kept] = [all.slice(others), all.slice(0, others)]
    mkdirSync(join(folder, 'data'), { mode: 0o711 })
    const installation = await startInstallation({ template: join(folder, 'template'), data_dir: join(folder, 'data'), undo, database: 'own', faketime: null })
    const { links, web } = installation.programs
    const visitors = fork(join(import.meta.dirname, 'visitors.js'), { execArgv: [] })
    undo.add(() => { visitors.kill() })
    const answered = new Promise<unknown>((resolve) => { visitors.once('message', resolve) })
    visitors.send({ links: links.port, web: web.port, slugs, seconds, rate })
    const result = await work(installation, kept)
    const asked = told.parse(await answered)
    if (asked.failures > 0) throw new Error(`${asked.failures} requests had no good answer`)
    return { result, asked }
  } finally {
    await undo.run()
  }
}
