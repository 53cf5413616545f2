import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { startPortevoix } from './portevoix.ts'

declare module 'vitest' {
  interface ProvidedContext { template: string }
}

/** A Portevoix that was started once, and that nobody has been at yet: each journey takes a copy of its folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const first = await startPortevoix()
  await first.end()
  project.provide('template', first.data_dir)
  return () => rm(first.data_dir, { recursive: true, force: true })
}
