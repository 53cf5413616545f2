import type { Answer } from './answer.ts'
import { withInstallation } from './session.ts'

/** Brings the database to this version. */
export const migrateCommand = (): Promise<Answer> =>
  withInstallation(async ({ applied }) => ({
    lines: applied.length ? applied.map((name) => `applied ${name}`) : ['The database is up to date.'],
    data: { applied },
  }), { links: false })
