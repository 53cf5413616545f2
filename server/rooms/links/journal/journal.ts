import { rm } from 'node:fs/promises'
import type { Logger } from 'pino'
import { codeOf } from './failures.ts'
import { groupHead, sealGroup } from './group.ts'
import { hitSize, writeHit } from './hit.ts'
import { appendTo, makeSegment, quietSize, segmentSize, type OpenSegment, type OwnSegment } from './segment.ts'

/** The hits of many requests that were appended, or refused, together. */
export interface Group { buffer: Buffer; end: number; settles: ((durable: boolean) => void)[] }

/** Tells all of a group what became of their hits: an answer that cannot be written must not keep the others waiting for ever. */
export const settleAll = ({ settles }: Group, durable: boolean, log: Logger): void => {
  for (const settle of settles) {
    try {
      settle(durable)
    } catch (error) {
      log.error({ error: String(error) }, 'an answer failed')
    }
  }
}

export interface JournalOptions {
  /** The folder to write in, asked for before each new segment: it may be another one, or none. */
  hold: () => Promise<{ id: string; path: string }>
  /** Octets that may wait for the database before new hits are refused. */
  limit_bytes: number
  /** Octets of them that wait in other journals. */
  elsewhere: () => number
  log: Logger
  /** A group that the journal could not take; whoever gets it settles it. */
  refused: (group: Group) => void
}

/** Where hits are durable before their answers leave: files on the node's own disk, appended group by group. */
export interface Journal {
  /** `settle` is called once the hit is on the disk, or by `refused`. */
  append(head: Buffer, at: number, reason: number | null, visitor: string | null, origin: number | null, settle: (durable: boolean) => void): void
  /** Ends the segment being written, if it holds anything, and gives all that wait for the database, oldest first. */
  cut(): Promise<readonly OwnSegment[]>
  /** It waits no more. */
  forget(segment: OwnSegment): void
  /** Looks whether it would take hits again, where it took none: whoever watches it must not depend on the next one's coming. */
  retry(): void
  /** Octets that wait for the database. */
  readonly waiting_bytes: number
  /** Why the last group was refused; null once one was taken again. */
  readonly trouble: string | null
  /** Resolves once everything appended is settled. */
  close(): Promise<void>
}

/** More hits in one write gain nothing; the next group takes them. */
const groupLimit = 1_000
/**
 * A write costs as much as the look at several requests, whatever it holds. As long as requests keep coming in, a group waits for
 * them, one turn of the event loop after the other; with so many it waits no longer, for while it is written the next ones are looked at.
 */
const enough = 48
const turn = () => new Promise<void>((resolve) => { setImmediate(resolve) })

const octets = groupHead + groupLimit * hitSize

/** A large segment ends before a group might not fit into its room; a small one only when it is used up, for some group may be larger than all of it. */
const isFull = ({ bytes, room }: OpenSegment): boolean => bytes > room - (room === segmentSize ? octets : groupHead + hitSize)

export const createJournal = ({ hold, limit_bytes, elsewhere, log, refused }: JournalOptions): Journal => {
  let filling: Group[] = []
  const spares: Buffer[] = []
  const closed: OwnSegment[] = []
  let waiting_bytes = 0
  let trouble: string | null = null
  let numbers = 0
  /** Of the segments that are made next. */
  let room = quietSize
  let current: OpenSegment | null = null
  let next: Promise<OpenSegment> | null = null
  let writing: Promise<void> | null = null
  let cutting: (() => void)[] = []
  let retrying = false

  const make = (folder: { id: string; path: string }): Promise<OpenSegment> => makeSegment(folder, ++numbers, room)

  const discard = async (unused: OpenSegment): Promise<void> => {
    await unused.file.close().catch(() => undefined)
    await rm(unused.path, { force: true }).catch(() => undefined)
  }

  const takeNext = async (): Promise<OpenSegment> => {
    const folder = await hold()
    for (const segment of closed) if (segment.journal_id === folder.id) segment.kept = true
    const prepared = next ?? make(folder)
    next = null
    let segment = await prepared
    if (segment.journal_id !== folder.id) {
      await discard(segment)
      segment = await make(folder)
    }
    next = make(folder)
    next.catch(() => undefined)
    return segment
  }

  const endSegment = async (): Promise<void> => {
    const segment = current
    current = null
    if (segment === null) return
    if (isFull(segment)) room = segmentSize
    else if (segment.bytes <= quietSize) room = quietSize
    closed.push(segment)
    await segment.file.close().catch(() => undefined)
  }

  const tell = (problem: string | null): void => {
    if (problem !== null && trouble === null) log.error({ problem }, 'the journal takes no hits')
    if (problem === null && trouble !== null) log.info('the journal takes hits again')
    trouble = problem
  }

  const isOver = (more: number): boolean => waiting_bytes + elsewhere() + more > limit_bytes

  const write = async ({ buffer, end, settles }: Group): Promise<boolean> => {
    if (isOver(end)) {
      tell('full')
      return false
    }
    try {
      const segment = current ??= await takeNext()
      sealGroup(buffer, end)
      await appendTo(segment, buffer, end)
      segment.bytes += end
      segment.hits += settles.length
      waiting_bytes += end
      tell(null)
      return true
    } catch (error) {
      // of what was written in part nobody is told; it is cut off where the disk still takes that, and never read where it does not
      const segment = current
      await segment?.file.truncate(segment.bytes).catch(() => undefined)
      await endSegment()
      tell(codeOf(error))
      return false
    }
  }

  const settle = (group: Group): void => {
    settleAll(group, true, log)
    if (spares.length < 8) spares.push(group.buffer)
  }

  const gather = async (): Promise<void> => {
    for (let before = -1, hits = 0; hits > before && hits < enough && filling.length < 2;) {
      await turn()
      before = hits
      hits = filling[0]?.settles.length ?? 0
    }
  }

  const recover = async (): Promise<void> => {
    if (isOver(octets)) return
    try {
      current ??= await takeNext()
      tell(null)
    } catch { /* it is as it was */ }
  }

  const run = async (): Promise<void> => {
    while (filling.length > 0 || cutting.length > 0 || retrying) {
      if (retrying) {
        retrying = false
        await recover()
      }
      await gather()
      const group = filling.shift()
      if (group !== undefined) {
        if (await write(group)) settle(group)
        else refused(group)
      }
      if (current !== null && (isFull(current) || cutting.length > 0)) await endSegment()
      cutting.splice(0).forEach((done) => { done() })
    }
    writing = null
  }

  return {
    append(head, at, reason, visitor, origin, done) {
      let group = filling.at(-1)
      if (group === undefined || group.settles.length >= groupLimit) {
        group = { buffer: spares.pop() ?? Buffer.allocUnsafeSlow(octets), end: groupHead, settles: [] }
        filling.push(group)
      }
      writeHit(group.buffer, group.end, head, at, reason, visitor, origin)
      group.end += hitSize
      group.settles.push(done)
      writing ??= run()
    },
    async cut() {
      if (current !== null || writing !== null) {
        await new Promise<void>((resolve) => {
          cutting.push(resolve)
          writing ??= run()
        })
      }
      return [...closed]
    },
    forget(segment) {
      closed.splice(closed.indexOf(segment), 1)
      waiting_bytes -= segment.bytes
    },
    retry() {
      if (trouble === null) return
      retrying = true
      writing ??= run()
    },
    get waiting_bytes() { return waiting_bytes },
    get trouble() { return trouble },
    async close() {
      await writing
      await endSegment()
      const spare = await next?.catch(() => null)
      next = null
      if (spare) await discard(spare)
    },
  }
}
