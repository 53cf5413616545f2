import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import { keptAlive } from '#kit/connections'
import { part, watchSilence } from '#kit/silence'

/** One connection to PostgreSQL that is made again by itself. */
export interface Lane {
  readonly up: boolean
  /**
   * Waits a while for a connection, then asks; questions follow one another. A rejected statement may have been carried out: whoever minds must ask
   * the database afterwards.
   */
  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<Row[]>
  /** The process ends: from now on a question that is not answered soon, under way or to come, is given up, and with it the connection for good. */
  hurry(): void
  /** Lets go of the connection, whether the database closes its end or not. */
  close(): Promise<void>
}

export interface LaneOptions {
  connection: pg.ClientConfig
  name: string
  log: Logger
  /** Called on each new connection before it is used. */
  prepare?: (client: pg.Client) => Promise<void>
}

/** How long a request waits for a database that is away. A restart of the embedded one takes a fifth of a second. */
const patience_ms = 3_000
/** A database that does not answer for so long is hung. */
const answer_ms = 5_000
/** How long a process that ends waits for each answer: what is not stored by then is in the journal. */
const lastAnswer_ms = 1_500
const pauses_ms = [20, 50, 100, 250, 500, 1_000]

/** What is sent of a question, as far as it may be much. */
const octetsOf = ({ values = [] }: pg.QueryConfig): number => values.reduce((sum: number, value: unknown) => sum + (value instanceof Uint8Array ? value.byteLength : 0), 0)

export const createLane = ({ connection, name, log, prepare }: LaneOptions): Lane => {
  let current: pg.Client | null = null
  const silence = watchSilence(connection, log)
  const closing = new AbortController()
  let arrivals: ((client: pg.Client) => void)[] = []
  let asking = false
  let hurried = false
  let last_timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ ...connection, connectionTimeoutMillis: patience_ms, query_timeout: answer_ms, ...keptAlive, application_name: `portevoix ${name}` })
    client.on('error', () => { lose(client) })
    client.on('end', () => { lose(client) })
    try {
      await client.connect()
      await prepare?.(client)
      return client
    } catch (error) {
      void part(client)
      throw error
    }
  }

  const reconnect = async () => {
    for (let attempt = 0; !closing.signal.aborted; attempt++) {
      try {
        const client = await connect()
        if (closing.signal.aborted) return await part(client)
        if (attempt > 0) log.info({ lane: name }, 'connected to the database')
        current = client
        arrivals.splice(0).forEach((arrive) => { arrive(client) })
        return
      } catch (error) {
        if (attempt === 0) log.warn({ lane: name, error: error instanceof Error ? error.message : String(error) }, 'the database is away')
        await sleep(pauses_ms[Math.min(attempt, pauses_ms.length - 1)])
      }
    }
  }

  const lose = (client: pg.Client) => {
    if (current !== client) return
    current = null
    void part(client)
    void reconnect()
  }

  const arrival = (until: number) => new Promise<pg.Client>((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer)
      closing.signal.removeEventListener('abort', fail)
      arrivals = arrivals.filter((one) => one !== arrive)
      reject(new Error('the database is away'))
    }
    const timer = setTimeout(fail, Math.max(0, until - performance.now()))
    const arrive = (client: pg.Client) => {
      clearTimeout(timer)
      closing.signal.removeEventListener('abort', fail)
      resolve(client)
    }
    arrivals.push(arrive)
    closing.signal.addEventListener('abort', fail)
    if (closing.signal.aborted) fail()
  })

  const giveUp = () => {
    closing.abort()
    current?.connection.stream.destroy()
  }

  const watch = () => {
    clearTimeout(last_timer)
    if (hurried && asking) last_timer = setTimeout(giveUp, lastAnswer_ms)
  }

  const ask = async <Row extends pg.QueryResultRow>(query: pg.QueryConfig, until: number): Promise<Row[]> => {
    asking = true
    watch()
    try {
      const client = current ?? await arrival(until)
      silence.hold(client, octetsOf(query))
      try {
        return (await client.query<Row>(query)).rows
      } catch (error) {
        // anything but the database's own refusal leaves the connection in doubt
        if (!(error instanceof pg.DatabaseError)) lose(client)
        throw error
      } finally {
        silence.letGo(client)
      }
    } finally {
      asking = false
      watch()
    }
  }

  let last: Promise<unknown> = Promise.resolve()
  void reconnect()

  return {
    get up() { return current !== null },
    query<Row extends pg.QueryResultRow>(query: pg.QueryConfig) {
      const until = performance.now() + patience_ms
      const turn = last.then(() => ask<Row>(query, until))
      last = turn.catch(() => undefined)
      return turn
    },
    hurry() {
      hurried = true
      watch()
    },
    async close() {
      closing.abort()
      silence.end()
      const client = current
      current = null
      if (client !== null) await part(client)
    },
  }
}
