import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import type { Logger } from 'pino'

/** How long a statement may be without an answer before the database is asked what became of it, in milliseconds. */
const silence_ms = 1_000
const look_ms = 250
/** One that is busy is looked at again after a second, and each time after twice as long, up to this. */
const longestPause_ms = 10_000
/** What is being sent takes so long at least, in octets a millisecond: PostgreSQL waits for the last of it as it waits for a statement. */
const slowest = 250
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
/** How it was found at the last look: waiting since a moment, not known any more, or busy. */
type Seen = { waits_since: string } | 'gone' | 'busy'
interface Held { seen: Seen; look_at: number; pause_ms: number }

const seenOf = (state: State | undefined, is_direct: boolean): Seen => {
  if (state === undefined) return is_direct ? 'gone' : 'busy'
  return state.waits ? { waits_since: state.since } : 'busy'
}

const lookLater = ({ pause_ms }: Held, seen: Seen): Held =>
  (seen === 'busy' ? { seen, look_at: performance.now() + pause_ms, pause_ms: Math.min(pause_ms * 2, longestPause_ms) } : { seen, look_at: performance.now(), pause_ms })

const pidOf = (client: pg.ClientBase): number | null => ('processID' in client && typeof client.processID === 'number' ? client.processID : null)
const hangUp = (client: pg.ClientBase): void => { if (client instanceof pg.Client) client.connection.stream.destroy() }

export interface Watch {
  /** Somebody waits for an answer on this connection from now on, having sent so many octets. */
  hold(client: pg.ClientBase, octets?: number): void
  letGo(client: pg.ClientBase): void
  end(): void
}

/**
 * Ends connections that have gone silent: a firewall that forgot them, or a network that lost what was said, tell nobody, and whoever
 * asked would wait for good, and hold its locks. One that somebody has waited for for a second is looked up over another connection. Where the database waits
 * for its next statement, since before and from the same moment on at a second look, what was said got lost: it is ended on both sides, so that
 * whoever waits hears of it. Where the database does not know it at two looks, as another one that took its place does not, it is hung up. A long
 * statement is left alone, and so is a connection through a pooler, which the database knows by another number.
 */
export const watchSilence = ({ host, port, user, password, database, ssl }: pg.ClientConfig, log: Logger, ended: (client: pg.ClientBase) => void = () => undefined): Watch => {
  const held = new Map<pg.ClientBase, Held>()

  const end = async (witness: pg.Client, client: pg.ClientBase, pid: number, seen: Seen): Promise<void> => {
    log.warn({ pid }, 'a database connection has gone silent, and was ended')
    held.delete(client)
    if (seen !== 'gone') await witness.query('select pg_terminate_backend($1)', [pid]).catch(() => undefined)
    hangUp(client)
    ended(client)
  }

  const look = async (): Promise<void> => {
    const silent = [...held].flatMap(([client, { look_at }]) => {
      const pid = pidOf(client)
      return pid !== null && performance.now() >= look_at ? [{ client, pid }] : []
    })
    if (silent.length === 0) return
    const witness = new pg.Client({ host, port, user, password, database, ssl, connectionTimeoutMillis: answer_ms, query_timeout: answer_ms, application_name: 'portevoix witness' })
    witness.on('error', () => undefined)
    try {
      await witness.connect()
      const { rows } = await witness.query<State>(`
        select pid, state <> 'active' and state_change < clock_timestamp() - make_interval(secs => $2) as waits, state_change::text as since
        from pg_stat_activity where pid = any ($1::integer[] || pg_backend_pid())`,
      [silent.map(({ pid }) => pid), silence_ms / 1_000])
      const is_direct = rows.some(({ pid }) => pid === pidOf(witness))
      for (const { client, pid } of silent) {
        const known = held.get(client)
        if (known === undefined) continue
        const seen = seenOf(rows.find((row) => row.pid === pid), is_direct)
        if (seen !== 'busy' && isDeepStrictEqual(seen, known.seen)) await end(witness, client, pid, seen)
        else held.set(client, lookLater(known, seen))
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
    void look().catch((error: unknown) => { log.debug({ error: String(error) }, 'silent connections could not be looked up') }).finally(() => { looking = false })
  }, look_ms)
  timer.unref()

  return {
    hold(client, octets = 0) { held.set(client, { seen: 'busy', look_at: performance.now() + silence_ms + octets / slowest, pause_ms: silence_ms }) },
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
