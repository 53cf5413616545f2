import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Commanded } from '../installation/command.ts'
import { network, visitorsOfNetwork } from '../load/visitors.ts'
import type { Scenario } from '../scenario.ts'
import { until } from '../wait.ts'

/** Visits that may still be on their way to the ledger: some seconds of them. */
const under_way = 1_000
const patience_ms = 60_000
/** Of a thousand that come during the command, one in 65 times one has the network's mark by chance; and one may have been on its way for longer than most. */
const late = 3

const answer = z.object({ hits: z.number() })
const hitsOf = ({ code, output, errors }: Commanded): number => {
  if (code !== 0) throw new Error(`the correction failed: ${errors}`)
  return answer.parse(JSON.parse(output)).hits
}

/** One network a round turns out to have been a machine's: its clicks are left out, and the days counted again, while people come; killed in the middle, with the worker at times, and done again. */
export const correction: Scenario = {
  name: 'correct', database: 'own',
  round: async ({ installation: { command, programs }, load, chance, round }) => {
    if (await until(() => load.visits.length > (round + 1) * visitorsOfNetwork + under_way, performance.now(), patience_ms) === null) throw new Error('too few people came')
    const words = ['links', 'correct', '--json', '--network', network(round)]
    const killed = chance.holds(60)
    if (killed) await command(words, { kill_after_ms: chance.number(700, 2_500) })
    if (chance.holds(33)) void sleep(chance.number(0, 1_500)).then(() => programs.worker.kill())
    const hits = hitsOf(await command(words))
    await load.stop()
    if (hits === 0 && !killed) throw new Error(`nothing of ${network(round)} was left out`)
    const came = hitsOf(await command(words))
    if (came > late) throw new Error(`${came} clicks of ${network(round)} were not left out the first time`)
    const left = hitsOf(await command([...words, '--dry-run']))
    if (left > 0) throw new Error(`${left} clicks of ${network(round)} are not left out`)
  },
}
