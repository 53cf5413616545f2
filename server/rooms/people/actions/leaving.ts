import type { Kit } from '#kit/context'
import { readPlaceless } from '../queries/actors.ts'
import { signInOf } from '../sign-in/index.ts'

/** Removes the sign-in of those who have no place in any organisation any more, with their sessions. */
export const leaveBehind = async (kit: Kit, identity_ids: readonly string[]): Promise<void> => {
  const placeless = await readPlaceless(kit.db, identity_ids)
  if (placeless.length) await signInOf(kit).deleteIdentities(placeless)
}
