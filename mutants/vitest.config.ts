import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { trialNamed } from './parts.ts'

const { tests, database } = trialNamed(process.env.MUTANTS_OF)

/** In the order of the trial: the first test that notices ends the trial of a mutant. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => tests.findIndex((test) => moduleId.endsWith(test))
    return files.toSorted((one, other) => rank(one) - rank(other))
  }
}

// a change that is made as a file is read concerns all tests that the configuration knows: those of its trial, and no others
export default defineConfig({
  test: {
    include: [...tests],
    globalSetup: database ? ['server/test/cluster.ts'] : [],
    sequence: { sequencer: QuickFirst },
    // a mutant that never answers is noticed no better for being waited for
    testTimeout: 10_000,
    hookTimeout: 10_000,
  },
})
