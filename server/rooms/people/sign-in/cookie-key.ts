import { join } from 'node:path'
import type { Kit } from '#kit/context'
import { Refusal } from '#kit/refusal'
import { deriveKey, readKeyFile } from '#kit/secret-key'

const file = 'sign-in.key'

/**
 * What cookies are signed with. A backup holds the tokens of all sessions, and the secret key: so with the embedded database half of
 * it is a file of the data folder that no backup takes. Nodes on a database of the operator's share nothing but the secret key.
 * @throws Refusal when the file is damaged, or cannot be closed to others.
 */
export const cookieKey = ({ settings, key }: Pick<Kit, 'settings' | 'key'>): Buffer => {
  if (settings.database_url !== null) return deriveKey(key, 'sign-in')
  const half = readKeyFile(settings.data_dir, file)
  if (!half) throw new Refusal(`The key of sessions ${join(settings.data_dir, file)} is damaged: remove it, everybody then signs in again.`)
  return deriveKey(Buffer.concat([key, half]), 'sign-in')
}
