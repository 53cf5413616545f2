import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from '#kit/postgres/binaries'
import type { Home } from '#kit/postgres/home'
import { runProgram } from '#kit/postgres/programs'
import { Refusal } from '#kit/refusal'
import { syncFolder } from '#kit/sync-folder'

export const superuser = 'portevoix'

const draftPrefix = 'initdb-'

const checkVersion = ({ cluster }: Home, binaries: Binaries): void => {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const [carried] = binaries.version.split('.')
  if (found === carried) return
  throw new Refusal(
    `The database in ${cluster} was made by PostgreSQL ${found}, and this Portevoix brings PostgreSQL ${carried}: start the Portevoix that made it, or serve it by PostgreSQL ${found} and write its address in DATABASE_URL.`,
  )
}

const initialise = async (home: Home, binaries: Binaries, password: string): Promise<void> => {
  const draft = mkdtempSync(join(home.folder, draftPrefix))
  const passwordFile = join(draft, 'password')
  const data = join(draft, 'cluster')
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (home.user) for (const path of [draft, passwordFile]) chownSync(path, home.user.uid, home.user.gid)
    const { ok, output } = await runProgram(binaries, 'initdb', home, [
      '-D', data, '-U', superuser, `--pwfile=${passwordFile}`, '--auth-local=scram-sha-256', '--auth-host=scram-sha-256',
      // The same order of words everywhere, whatever the machine's own language and libraries.
      '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=PG_UNICODE_FAST', '--locale=C', '--no-instructions', '--data-checksums',
    ])
    if (!ok) {
      const [line] = output.split('\n').filter((text) => /error|fatal|not found|ENOENT/i.test(text))
      throw new Refusal(`PostgreSQL cannot make its database in ${home.folder} (${line ?? output.slice(-300)}): put that right, or write the address of another PostgreSQL in DATABASE_URL.`)
    }
    renameSync(data, home.cluster)
    syncFolder(home.folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/**
 * Makes PostgreSQL's data at the first start: in a folder aside, renamed once whole, so that an interruption leaves nothing half made.
 * @throws Refusal when it cannot be made, or is another major version's.
 */
export const prepareCluster = async (home: Home, binaries: Binaries, password: string): Promise<void> => {
  for (const name of readdirSync(home.folder)) {
    if (name.startsWith(draftPrefix)) rmSync(join(home.folder, name), { recursive: true, force: true, maxRetries: 10 }) // a killed start's initdb may still be writing
  }
  if (existsSync(home.cluster)) checkVersion(home, binaries)
  else await initialise(home, binaries, password)
}
