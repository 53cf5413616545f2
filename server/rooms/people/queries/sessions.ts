import type { Kit } from '#kit/context'

/** Signs everybody out, and takes back the links that were still to sign somebody in. As the database's owner: of all organisations. */
export const endEverySession = async ({ db }: Pick<Kit, 'db'>): Promise<void> => {
  await db.deleteFrom('auth.sessions').execute()
  await db.deleteFrom('auth.verifications').execute()
}
