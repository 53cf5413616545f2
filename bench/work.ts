import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

const hertz = 100

/** The fields of a process after its name (proc(5)); those of one that has ended are empty. */
const fieldsOf = (pid: number | string): string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  } catch {
    return []
  }
}

const ticks = (fields: readonly string[], ...places: number[]): number => places.reduce((sum, place) => sum + Number(fields[place] ?? 0), 0)

/** Microseconds of one core that a process has worked (utime, stime). */
export const workOf = (pid: number | undefined): number => ticks(fieldsOf(pid ?? 0), 11, 12) * (1_000_000 / hertz)

/** Microseconds of one core that a database's processes have worked, those that ended included (utime, stime, cutime, cstime). */
export const workOfDatabase = (postmaster: number): number => {
  const worked = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
    const fields = fieldsOf(pid)
    return Number(pid) === postmaster ? ticks(fields, 11, 12, 13, 14) : Number(fields[1]) === postmaster ? ticks(fields, 11, 12) : 0
  })
  return worked.reduce((sum, one) => sum + one, 0) * (1_000_000 / hertz)
}

export const postmasterOf = async (owner: pg.Client): Promise<number> => {
  const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid')
  return Number(fieldsOf(rows[0]?.pid ?? 0)[1])
}
