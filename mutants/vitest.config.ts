import { defineConfig } from 'vitest/config'
import { partNamed } from './parts.ts'

const { tests, database } = partNamed(process.env.MUTANTS_OF)

// a change that is made as a file is read concerns all tests that the configuration knows: those of its part, and no others
export default defineConfig({
  test: {
    include: [...tests],
    globalSetup: database ? ['server/test/cluster.ts'] : [],
    // a mutant that never answers is noticed no better for being waited for
    testTimeout: 10_000,
    hookTimeout: 10_000,
  },
})
