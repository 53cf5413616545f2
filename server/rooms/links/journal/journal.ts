import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { groupHead, sealGroup } from './group.ts'
import { hitSize, writeHit } from './hit.ts'
import { makeSegment, segmentSize, type OpenSegment, type Segment } from './segment.ts'

/** The hits of many requests that were appended, or refused, together. */
export interface Group { buffer: Buffer; end: number; settles: ((durable: boolean) => void)[] }

export interface JournalOptions {
  folder: string
  /** Octets that may wait for the database before new hits are refused. */
  limit_bytes: number
  log: Logger
  /** A group that the journal could not take; whoever gets it settles it. */
  refused: (group: Group) => void
}

/** Where hits are durable before their answers leave: files on the node's own disk, appended group by group. */
export interface Journal {
  /** `settle` is called once the hit is on the disk, or by `refused`. */
  append(head: Buffer, at: number, reason: number | null, visitor: string | null, settle: (durable: boolean) => void): void
  /** Ends the segment being written, if it holds anything, and gives all that wait for the database, oldest first. */
  cut(): Promise<readonly Segment[]>
  /** The database has it. */
  forget(segment: Segment): void
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
 * After a group of so many, the next one waits for a millisecond: a write costs as much as the look at several requests,
 * whatever it holds, and where many ask at once the disk is quicker than they are.
 */
const crowd = 4
const octets = groupHead + groupLimit * hitSize

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error))

export const createJournal = ({ folder, limit_bytes, log, refused }: JournalOptions): Journal => {
  let filling: Group[] = []
  const spares: Buffer[] = []
  const closed: Segment[] = []
  let waiting_bytes = 0
  let trouble: string | null = null
  let numbers = 0
  let current: OpenSegment | null = null
  let next: Promise<OpenSegment> | null = null
  let writing: Promise<void> | null = null
  let cutting: (() => void)[] = []

  const prepareNext = (): void => {
    next = makeSegment(folder, ++numbers)
    next.catch(() => undefined)
  }

  const takeNext = async (): Promise<OpenSegment> => {
    if (next === null) prepareNext()
    const segment = next
    next = null
    if (segment === null) throw new Error('no segment')
    const opened = await segment
    prepareNext()
    return opened
  }

  const endSegment = async (): Promise<void> => {
    const segment = current
    current = null
    if (segment === null) return
    closed.push(segment)
    await segment.file.close().catch(() => undefined)
  }

  const tell = (problem: string | null): void => {
    if (problem !== null && trouble === null) log.error({ problem, folder }, 'the journal takes no hits')
    if (problem === null && trouble !== null) log.info({ folder }, 'the journal takes hits again')
    trouble = problem
  }

  const write = async ({ buffer, end }: Group): Promise<boolean> => {
    if (waiting_bytes + end > limit_bytes) {
      tell('full')
      return false
    }
    try {
      const segment = current ??= await takeNext()
      sealGroup(buffer, end)
      const { bytesWritten } = await segment.file.write(buffer, 0, end, segment.bytes)
      if (bytesWritten !== end) throw new Error('short write')
      segment.bytes += end
      waiting_bytes += end
      tell(null)
      return true
    } catch (error) {
      // what was written in part must not stand before what is written next
      const segment = current
      await segment?.file.truncate(segment.bytes).catch(() => undefined)
      await endSegment()
      tell(codeOf(error))
      return false
    }
  }

  const settle = (group: Group): void => {
    for (const one of group.settles) {
      try {
        one(true)
      } catch (error) {
        // one answer that cannot be written must not keep the others waiting for ever
        log.error({ error: String(error) }, 'an answer failed')
      }
    }
    if (spares.length < 8) spares.push(group.buffer)
  }

  const run = async (): Promise<void> => {
    // a turn of the event loop lets all requests that arrived together into the group
    await new Promise((resolve) => { setImmediate(resolve) })
    let before = 0
    while (filling.length > 0 || cutting.length > 0) {
      if (before >= crowd && filling.length === 1) await sleep(1)
      const group = filling.shift()
      before = group?.settles.length ?? 0
      if (group !== undefined) {
        if (await write(group)) settle(group)
        else refused(group)
      }
      if (current !== null && (current.bytes > segmentSize - octets || cutting.length > 0)) await endSegment()
      cutting.splice(0).forEach((done) => { done() })
    }
    writing = null
  }

  return {
    append(head, at, reason, visitor, done) {
      let group = filling.at(-1)
      if (group === undefined || group.settles.length >= groupLimit) {
        group = { buffer: spares.pop() ?? Buffer.allocUnsafeSlow(octets), end: groupHead, settles: [] }
        filling.push(group)
      }
      writeHit(group.buffer, group.end, head, at, reason, visitor)
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
    get waiting_bytes() { return waiting_bytes },
    get trouble() { return trouble },
    async close() {
      await writing
      await endSegment()
      const spare = await next?.catch(() => null)
      await spare?.file.close()
    },
  }
}
