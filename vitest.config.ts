import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, longest first: begun last, it would be waited for alone. */
const longest = [
  'server/cli/cli', 'server/test/naughty-strings', 'web/test/gallery', 'server/cli/interrupted', 'server/cli/backup', 'web/test/shipped', 'server/kit/postgres/start', 'server/demonstration/demonstration', 'server/rooms/insights/kept', 'server/test/kills/redirect',
  'e2e/main-path', 'e2e/screens-wide', 'e2e/screens-phone', 'e2e/demonstration', 'e2e/screens-english', 'e2e/roles', 'e2e/poor-network', 'e2e/ailing-sources',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.includes(name))
      return found === -1 ? longest.length : found
    }
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

/** What is looked at again and again has longer than a busy machine needs; a second, as it is otherwise, is less. */
const expect = { poll: { timeout: 20_000 } }

const server = {
  expect,
  globalSetup: ['server/test/cluster.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'contract', include: ['contract/**/*.test.ts'] } },
      { test: { name: 'server', include: ['server/**/*.test.ts', 'bin/**/*.test.ts'], ...server } },
      { test: { name: 'web', expect, include: ['web/**/*.test.{ts,tsx}'], testTimeout: 60_000, hookTimeout: 120_000 } },
      { test: { name: 'journeys', expect, include: ['e2e/**/*.test.ts'], globalSetup: ['e2e/stage/template.ts'], testTimeout: 90_000, hookTimeout: 120_000 } },
    ],
  },
})
