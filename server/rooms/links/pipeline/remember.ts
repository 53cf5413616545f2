import { fingerprint } from '../fingerprint.ts'

const remembered = 5_000

/**
 * The same reading of an agent, made once: few agents make most requests. What is remembered of an agent is its fingerprint, under a
 * secret of the process: with others' agents kept in memory as they came, and for as long as nobody else comes, some would name people.
 */
export const remember = <Reading>(read: (agent: string) => Reading): ((agent: string) => Reading) => {
  const readings = new Map<number, { reading: Reading }>()
  return (agent) => {
    const print = fingerprint(agent)
    const known = readings.get(print)
    if (known !== undefined) return known.reading
    if (readings.size >= remembered) readings.clear()
    const reading = read(agent)
    readings.set(print, { reading })
    return reading
  }
}
