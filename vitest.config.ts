import { defineConfig } from 'vitest/config'

const server = {
  globalSetup: ['server/test/cluster.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'contract', include: ['contract/**/*.test.ts'] } },
      { test: { name: 'server', include: ['server/**/*.test.ts', 'bin/**/*.test.ts'], ...server } },
      { test: { name: 'web', include: ['web/**/*.test.{ts,tsx}'], testTimeout: 60_000, hookTimeout: 120_000 } },
      { test: { name: 'journeys', include: ['e2e/**/*.test.ts'], globalSetup: ['e2e/stage/template.ts'], testTimeout: 90_000, hookTimeout: 120_000 } },
    ],
  },
})
