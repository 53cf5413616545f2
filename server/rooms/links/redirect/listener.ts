import type pg from 'pg'
import type { Logger } from 'pino'
import { channels } from '../queries/redirect.ts'
import { createLane } from './lane.ts'

export interface ListenerOptions {
  connection: pg.ClientConfig
  log: Logger
  changed: (slug: string) => void
  seen: (message: string) => void
  domains: () => void
  chosen: (slug: string) => void
  /** Told every few seconds for how long the oldest hits have waited for the rollups. */
  waited: (seconds: number) => void
  /** Told on every new connection: what was said while there was none is unknown. */
  missed: () => void
}

/** A connection that breaks without a word is found out by asking. */
const heartbeat_ms = 5_000

/** Hears what other processes changed. */
export const listen = ({ connection, log, changed, seen, domains, chosen, waited, missed }: ListenerOptions): { close(): Promise<void> } => {
  const lane = createLane({ connection, name: 'links listener', log, async prepare(client) {
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === channels.changed) changed(payload)
      else if (channel === channels.seen) seen(payload)
      else if (channel === channels.domains) domains()
      else if (channel === channels.chosen) chosen(payload)
    })
    await client.query(Object.values(channels).map((channel) => `listen ${channel}`).join('; '))
    missed()
  } })
  const beat = async (): Promise<void> => {
    const [row] = await lane.query<{ seconds: number }>({ text: 'select links.oldest_batch_seconds() as seconds' })
    waited(row?.seconds ?? 0)
  }
  const timer = setInterval(() => { beat().catch(() => undefined) }, heartbeat_ms)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await lane.close()
    },
  }
}
