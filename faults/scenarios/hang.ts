import { setTimeout as sleep } from 'node:timers/promises'
import { postmasterOf, processesOf, signal } from '../installation/cluster.ts'
import type { Scenario } from '../scenario.ts'

/**
 * PostgreSQL hangs: its sessions too, or only the process that lets new ones in; at times for longer than Portevoix waits
 * for an answer, and at times the links' process is killed meanwhile.
 */
export const hang: Scenario = {
  name: 'hang-postgres', database: 'own', warmed: 150,
  round: async ({ installation: { data_dir, programs }, chance, round }) => {
    await sleep(chance.number(100, 300))
    const postmaster = postmasterOf(data_dir)
    if (postmaster === null) throw new Error('PostgreSQL does not run')
    const hung = chance.holds(70) ? processesOf(postmaster) : [postmaster]
    signal(hung, 'SIGSTOP')
    if (round % 4 === 1) await programs.links.kill()
    await sleep(round % 5 === 2 ? chance.number(6_000, 8_000) : chance.number(500, 2_500))
    signal(hung, 'SIGCONT')
  },
}
