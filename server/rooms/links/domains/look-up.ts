import { Resolver } from 'node:dns/promises'

const timeout_ms = 2_000
const tries = 2

/** Answers that say that there is no such record, and not that nobody could say. */
const none = ['ENOTFOUND', 'ENODATA', 'ENONAME']

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined)

/**
 * The texts of a name's TXT records, asked of these servers (`address` or `address:port`), of the system's where none are named.
 * A resolver of its own each time: it remembers nothing, and a record that was just made is found.
 */
export const textRecords = async (servers: readonly string[], name: string): Promise<readonly string[] | 'no_answer'> => {
  const resolver = new Resolver({ timeout: timeout_ms, tries })
  if (servers.length > 0) resolver.setServers([...servers])
  try {
    // a text of more than 255 octets comes in parts
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
  } catch (error) {
    return none.some((code) => code === codeOf(error)) ? [] : 'no_answer'
  }
}
