/** What happened lately, by key, in the memory of one process. */
export interface Traces<Trace, Key = string> {
  get(key: Key): Trace | undefined
  set(key: Key, trace: Trace): void
  readonly isEmpty: boolean
  /** Forgets what is older than two spans, and all but so many. */
  turn(at: number): void
}

const remembered = 200_000

export const createTraces = <Trace, Key = string>(span_ms: number): Traces<Trace, Key> => {
  let recent = new Map<Key, Trace>()
  let before = new Map<Key, Trace>()
  let turned_at = 0
  return {
    get: (key) => recent.get(key) ?? before.get(key),
    set: (key, trace) => { recent.set(key, trace) },
    get isEmpty() { return recent.size + before.size === 0 },
    turn(at) {
      // a clock that jumped back would otherwise stop the turning
      if (Math.abs(at - turned_at) < span_ms && recent.size < remembered) return
      before = at - turned_at < 2 * span_ms ? recent : new Map()
      recent = new Map()
      turned_at = at
    },
  }
}
