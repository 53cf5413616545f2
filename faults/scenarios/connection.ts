import { setTimeout as sleep } from 'node:timers/promises'
import { journalIds } from '../installation/journals.ts'
import type { Proxy } from '../installation/proxy.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { until } from '../wait.ts'

const way = ({ installation: { proxy } }: Stage): Proxy => {
  if (proxy === null) throw new Error('no connection to cut')
  return proxy
}

type Cut = (stage: Stage, proxy: Proxy) => Promise<void>

/** Connections are reset, and new ones; at times the links' process is killed meanwhile. */
const reset: Cut = async ({ chance, round, installation: { programs } }, proxy) => {
  proxy.set({ kind: 'cut' })
  if (round % 2 === 1) await programs.links.kill()
  await sleep(chance.number(200, 2_500))
}

/** A cable pulled out and put back: what was said goes on, from connections that were given up too. At times for longer than Portevoix waits. */
const silent: Cut = async ({ chance, round }, proxy) => {
  proxy.set({ kind: 'silent' })
  await sleep(round % 2 === 0 ? chance.number(5_500, 7_000) : chance.number(300, 2_000))
  proxy.release()
}

/** A firewall that forgets its connections. */
const forgotten: Cut = async ({ chance }, proxy) => {
  proxy.set({ kind: 'silent' })
  await sleep(chance.number(300, 2_500))
  proxy.reset()
}

/** A firewall that forgets its connections and tells neither end: what is said later, over new ones, goes through. */
const vanished: Cut = async (_, proxy) => {
  proxy.forget()
}

/** What is asked is done, and nobody hears of it. */
const unanswered: Cut = async ({ chance }, proxy) => {
  proxy.set({ kind: 'unanswered' })
  await sleep(chance.number(300, 1_500))
  proxy.reset()
}

/**
 * A delivery that reaches PostgreSQL long after its connection was given up, and it was done again by another: of a
 * process that lives, or of a killed one by the next, which has done with that journal then.
 */
const late: Cut = async ({ chance, installation: { programs, data_dir } }, proxy) => {
  let words = 'store-segment'
  if (chance.holds(50)) {
    await programs.links.kill()
    words = journalIds(data_dir)[0] ?? words
  }
  proxy.set({ kind: 'late', words })
  await until(() => proxy.caught, performance.now(), 10_000, 5)
  await sleep(chance.number(0, 300))
  proxy.abandon()
  await sleep(chance.number(500, 1_500))
  proxy.release()
}

const cuts: readonly Cut[] = [reset, silent, forgotten, unanswered, late, vanished]

export const cut: Scenario = {
  name: 'cut', database: 'proxied', warmed: 100,
  round: async (stage) => {
    const proxy = way(stage)
    await sleep(stage.chance.number(100, 300))
    await cuts[stage.round % cuts.length]?.(stage, proxy)
    proxy.set({ kind: 'fair' })
  },
}

export const slow: Scenario = {
  name: 'slow', database: 'proxied', warmed: 100,
  round: async (stage) => {
    const { chance } = stage
    const proxy = way(stage)
    await sleep(chance.number(100, 300))
    proxy.set({ kind: 'slow', delay_ms: chance.number(20, 400), octets: chance.number(20_000, 200_000) })
    await sleep(chance.number(1_000, 3_000))
    proxy.set({ kind: 'fair' })
  },
}
