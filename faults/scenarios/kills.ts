import { setTimeout as sleep } from 'node:timers/promises'
import { postmasterOf, signal } from '../installation/cluster.ts'
import type { Service } from '../installation/program.ts'
import type { Scenario, Stage } from '../scenario.ts'

const killPostgres = ({ installation: { data_dir } }: Stage): void => {
  const postmaster = postmasterOf(data_dir)
  if (postmaster !== null) signal([postmaster], 'SIGKILL')
}

const killing = (service: Service): Scenario => ({
  name: `kill-${service}`, database: 'own',
  round: async ({ installation, chance }) => {
    await sleep(chance.number(100, 500))
    await installation.programs[service].kill()
  },
})

/** kill -9 of each process, of PostgreSQL, and of all of them at once, as when the machine's memory runs out. */
export const kills: readonly Scenario[] = [
  ...(['links', 'worker', 'web'] as const).map(killing),
  {
    name: 'kill-postgres', database: 'own',
    round: async (stage) => {
      await sleep(stage.chance.number(100, 500))
      killPostgres(stage)
    },
  },
  {
    name: 'kill-all', database: 'own',
    round: async (stage) => {
      const { programs } = stage.installation
      await sleep(stage.chance.number(100, 500))
      const postgres = stage.chance.holds(50)
      // in any order, and not quite at once
      for (const victim of stage.chance.shuffled([programs.web, programs.links, programs.worker])) {
        await victim.kill()
        await sleep(stage.chance.number(0, 150))
      }
      if (postgres) killPostgres(stage)
    },
  },
]
