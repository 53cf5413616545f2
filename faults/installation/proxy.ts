import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What becomes of what is said between Portevoix and PostgreSQL. */
export type Weather =
  | { kind: 'fair' }
  /** Connections are reset, new ones too. */
  | { kind: 'cut' }
  /** Nothing goes through in either direction, and nobody is told; what was said waits. */
  | { kind: 'silent' }
  /** What is asked goes through, no answer comes back. */
  | { kind: 'unanswered' }
  /** The first statement with these words waits, with all that follows on its connection; the others go on. */
  | { kind: 'late'; words: string }
  /** Each piece takes so long, and so many octets a second go through. */
  | { kind: 'slow'; delay_ms: number; octets: number }

/** A way to PostgreSQL that can be cut and slowed. */
export interface Proxy {
  readonly port: number
  /** Whether a late statement waits. */
  readonly caught: boolean
  set(weather: Weather): void
  /** Resets all connections; what waits is lost. */
  reset(): void
  /** Nothing goes through the connections of now any more, and neither end is told; those that are made later are served. */
  forget(): void
  /** Resets the connection of the late statement towards Portevoix; PostgreSQL will still hear it. */
  abandon(): void
  /** Lets through what waits, from connections that Portevoix has given up as well, as a network does that comes back. */
  release(): void
  close(): Promise<void>
}

interface Piece { to: Socket; octets: Buffer }
interface Pair { client: Socket; server: Socket; waiting: Piece[]; late: boolean; given_up: boolean; forgotten: boolean; turn: Promise<void> }

const write = ({ to, octets }: Piece): void => { if (to.writable) to.write(octets) }

export const createProxy = async (target: { path: string } | { host: string; port: number }): Promise<Proxy> => {
  const pairs = new Set<Pair>()
  let weather: Weather = { kind: 'fair' }

  const remove = (pair: Pair): void => {
    pairs.delete(pair)
    pair.client.destroy()
    pair.server.destroy()
  }

  const caught = (): boolean => [...pairs].some(({ late }) => late)

  const pass = (pair: Pair, piece: Piece): void => {
    if (pair.forgotten) return
    const asked = piece.to === pair.server
    if (weather.kind === 'late' && asked && !caught() && piece.octets.includes(weather.words)) pair.late = true
    if (pair.late || weather.kind === 'silent' || pair.waiting.length > 0) pair.waiting.push(piece)
    else if (weather.kind === 'slow') {
      const pause_ms = weather.delay_ms + (piece.octets.length * 1_000) / weather.octets
      pair.turn = pair.turn.then(() => sleep(pause_ms)).then(() => { write(piece) })
    } else if (weather.kind !== 'unanswered' || asked) pair.turn = pair.turn.then(() => { write(piece) })
  }

  const giveUp = (pair: Pair): void => {
    pair.given_up = true
    pair.waiting = pair.waiting.filter(({ to }) => to === pair.server)
    if (pair.waiting.length === 0) void pair.turn.then(() => { remove(pair) })
  }

  const join = (client: Socket): void => {
    const server = connect(target)
    const pair: Pair = { client, server, waiting: [], late: false, given_up: false, forgotten: false, turn: Promise.resolve() }
    pairs.add(pair)
    client.setNoDelay(true)
    client.on('data', (octets: Buffer) => { pass(pair, { to: server, octets }) })
    server.on('data', (octets: Buffer) => { if (!pair.given_up) pass(pair, { to: client, octets }) })
    client.on('error', () => undefined).on('close', () => { if (pairs.has(pair) && !pair.forgotten) giveUp(pair) })
    server.on('error', () => undefined).on('close', () => { void pair.turn.then(() => { remove(pair) }) })
  }

  const listener = createServer((client) => {
    if (weather.kind === 'cut') client.resetAndDestroy()
    else join(client)
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()

  const reset = (): void => {
    for (const pair of pairs) {
      pair.client.resetAndDestroy()
      remove(pair)
    }
  }

  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get caught() { return caught() },
    set(next) {
      weather = next
      if (next.kind === 'cut') reset()
    },
    reset,
    forget() { for (const pair of pairs) pair.forgotten = true },
    abandon() { for (const { late, client } of pairs) if (late) client.resetAndDestroy() },
    release() {
      for (const pair of pairs) {
        pair.late = false
        pair.waiting.splice(0).forEach(write)
        if (pair.given_up) pair.server.end()
      }
    },
    async close() {
      reset()
      listener.close()
      await once(listener, 'close')
    },
  }
}
