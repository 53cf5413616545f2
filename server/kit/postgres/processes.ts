import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'

const quietly = (read: () => string): string | null => {
  try {
    return read().trim()
  } catch {
    return null
  }
}

const ps = (pid: number, column: string): string | null =>
  quietly(() => execFileSync('/bin/ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const bootId = (): string | null => quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))

/**
 * What tells a process from a later one with the same number, which containers give again at every start;
 * null when no such process is running, '' where the system does not say.
 */
export const startOf = (pid: number): string | null => {
  if (!isAlive(pid)) return null
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return ps(pid, 'lstart') ?? ''
  const status = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (status === null) return null
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ') // the name before may hold spaces and brackets
  if (fields[0] === 'Z') return null
  return `${bootId() ?? ''} ${fields[19] ?? ''}`
}

/**
 * Where the numbers of processes are the same as here: until the machine starts again, and containers have their own. The number of a
 * namespace alone says nothing: it is the same one on all machines. Null where the system does not say, or shows the processes of
 * another container.
 */
export const numberSpace = (): string | null => {
  if (quietly(() => readlinkSync('/proc/self')) !== String(process.pid)) return null
  const [boot, namespace] = [bootId(), quietly(() => readlinkSync('/proc/self/ns/pid'))]
  return boot && namespace ? `${boot} ${namespace}` : null
}

/** Whether a process of that space would be found here by its number. Only where no system has such spaces is not to know to be here. */
export const isNumberedHere = (space: string | null): boolean => (space === null ? process.platform !== 'linux' : space === numberSpace())

/** Whether the process is a PostgreSQL server of that cluster, and not another that has its number now. */
export const isServerOf = (pid: number, cluster: string): boolean => {
  if (startOf(pid) === null) return false
  if (process.platform === 'win32') return true // pg_ctl checks it there
  const command = process.platform === 'linux'
    ? quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
    : ps(pid, 'command')
  return command !== null && /postgres\b/.test(command) && command.includes(` -D ${cluster} `)
}

/** The processes of a server of that cluster, its first one or those that it left: all work in its folder. Known on Linux alone. */
export const processesOn = (cluster: string): number[] => {
  const folder = quietly(() => realpathSync(cluster))
  if (process.platform !== 'linux' || folder === null) return []
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) =>
    quietly(() => readlinkSync(`/proc/${pid}/cwd`)) === folder && /(^|\/)postgres(:|$)/.test(quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '') ?? ''))
}
