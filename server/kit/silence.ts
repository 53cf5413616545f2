import pg from 'pg'
import type { Logger } from 'pino'

/** How long a statement may be without an answer before the database is asked what became of it, in milliseconds. */
const silence_ms = 1_000
const look_ms = 250
/** How long the database may take to say so. */
const answer_ms = 1_500

/** How long the database may take to close its end of a connection, which one that hangs never does. */
const goodbye_ms = 1_000

/** Lets go of a connection, whether the database closes its end or not. */
export const part = async (client: pg.Client): Promise<void> => {
  const timer = setTimeout(() => { client.connection.stream.destroy() }, goodbye_ms)
  await client.end().catch(() => undefined)
  clearTimeout(timer)
}

/** What the database knows of a connection: whether it waits for whoever has it, and since when. */
interface State { pid: number; waits: boolean; since: string }
interface Held { since: number; seen: string | null }

const pidOf = (client: pg.ClientBase): number | null => ('processID' in client && typeof client.processID === 'number' ? client.processID : null)
const hangUp = (client: pg.ClientBase): void => { if (client instanceof pg.Client) client.connection.stream.destroy() }

export interface Watch {
  /** Somebody waits for an answer on this connection from now on. */
  hold(client: pg.ClientBase): void
  letGo(client: pg.ClientBase): void
  end(): void
}

/**
 * Ends connections that have gone silent: a firewall that forgot them, or a network that lost what was said, tell nobody, and whoever
 * asked would wait for good, and hold its locks. One that somebody has waited for for a second is looked up over another connection. Where the database waits
 * for its next statement, since before and from the same moment on at a second look, what was said got lost: it is ended on both sides, so that
 * whoever waits hears of it. A long statement is left alone, and so is a connection through a pooler, which the database knows by another number.
 */
export const watchSilence = ({ host, port, user, password, database, ssl }: pg.ClientConfig, log: Logger, ended: (client: pg.ClientBase) => void = () => undefined): Watch => {
  const held = new Map<pg.ClientBase, Held>()

  const end = async (witness: pg.Client, client: pg.ClientBase, pid: number): Promise<void> => {
    log.warn({ pid }, 'a database connection has gone silent, and was ended')
    held.delete(client)
    await witness.query('select pg_terminate_backend($1)', [pid]).catch(() => undefined)
    hangUp(client)
    ended(client)
  }

  const look = async (): Promise<void> => {
    const silent = [...held].flatMap(([client, { since }]) => {
      const pid = pidOf(client)
      return pid !== null && performance.now() - since >= silence_ms ? [{ client, pid }] : []
    })
    if (silent.length === 0) return
    const witness = new pg.Client({ host, port, user, password, database, ssl, connectionTimeoutMillis: answer_ms, query_timeout: answer_ms, application_name: 'portevoix witness' })
    witness.on('error', () => undefined)
    try {
      await witness.connect()
      const { rows } = await witness.query<State>(`
        select pid, state <> 'active' and state_change < clock_timestamp() - make_interval(secs => $2) as waits, state_change::text as since from pg_stat_activity where pid = any ($1)`,
      [silent.map(({ pid }) => pid), silence_ms / 1_000])
      for (const { client, pid } of silent) {
        const known = held.get(client)
        const state = rows.find((row) => row.pid === pid)
        if (known === undefined) continue
        if (known.seen !== null && (state === undefined || (state.waits && state.since === known.seen))) await end(witness, client, pid)
        else known.seen = state?.waits ? state.since : null
      }
    } finally {
      await part(witness)
    }
  }

  let looking = false
  const timer = setInterval(() => {
    if (looking || held.size === 0) return
    looking = true
    // a database that is away says nothing of its connections
    void look().catch(() => undefined).finally(() => { looking = false })
  }, look_ms)
  timer.unref()

  return {
    hold(client) { held.set(client, { since: performance.now(), seen: null }) },
    letGo(client) { held.delete(client) },
    end() { clearInterval(timer) },
  }
}

/** Tells of each statement of a client that it was asked, and that it was answered or failed. */
const listenIn = (client: pg.PoolClient, asked: () => void, answered: () => void): void => {
  const query: unknown = Reflect.get(client, 'query')
  if (typeof query !== 'function') return
  Object.defineProperty(client, 'query', { value: (...args: unknown[]): unknown => {
    asked()
    const told = args.at(-1)
    if (typeof told === 'function') {
      return Reflect.apply(query, client, [...args.slice(0, -1), (...answer: unknown[]) => {
        answered()
        Reflect.apply(told, undefined, answer)
      }])
    }
    const answer: unknown = Reflect.apply(query, client, args)
    if (answer instanceof Promise) answer.then(answered, answered)
    return answer
  } })
}

/** Ends the connections of a pool that go silent while a statement of theirs waits for its answer, and with them those that lie idle, which went the same way. */
export const endSilent = (pool: pg.Pool, connection: pg.ClientConfig, log: Logger): void => {
  const idle = new Set<pg.PoolClient>()
  let open = 0
  const watch = watchSilence(connection, log, () => { for (const other of idle) hangUp(other) })
  pool.on('connect', (client) => {
    open += 1
    let waiting = 0
    listenIn(client, () => {
      waiting += 1
      if (waiting === 1) watch.hold(client)
    }, () => {
      waiting -= 1
      if (waiting > 0) watch.hold(client)
      else watch.letGo(client)
    })
  })
  pool.on('acquire', (client) => { idle.delete(client) })
  pool.on('release', (_, client) => { idle.add(client) })
  pool.on('remove', (client) => {
    open -= 1
    idle.delete(client)
    watch.letGo(client)
    if (pool.ending && open === 0) watch.end()
  })
}
