import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

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
  return `${quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? ''} ${fields[19] ?? ''}`
}

/** Where the numbers of processes are the same as here: containers of one machine have their own; null where the system has none. */
export const numberSpace = (): string | null => quietly(() => readlinkSync('/proc/self/ns/pid'))

/** Whether the process is a PostgreSQL server of that cluster, and not another that has its number now. */
export const isServerOf = (pid: number, cluster: string): boolean => {
  if (startOf(pid) === null) return false
  if (process.platform === 'win32') return true // pg_ctl checks it there
  const command = process.platform === 'linux'
    ? quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
    : ps(pid, 'command')
  return command !== null && /postgres\b/.test(command) && command.includes(` -D ${cluster} `)
}
