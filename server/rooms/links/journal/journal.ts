import { write as writeFile } from 'node:fs'
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
 * A write costs as much as the look at several requests, whatever it holds. As long as requests keep coming in, a group waits for
 * them, one turn of the event loop after the other; with so many it waits no longer, for while it is written the next ones are looked at.
 */
const enough = 48
const turn = () => new Promise<void>((resolve) => { setImmediate(resolve) })

const octets = groupHead + groupLimit * hitSize

/** Without a promise of the file system's own, which costs as much again as the call. */
const append = ({ file, bytes }: OpenSegment, buffer: Buffer, end: number) => new Promise<void>((resolve, reject) => {
  writeFile(file.fd, buffer, 0, end, bytes, (error, written) => {
    if (error !== null) reject(error)
    else if (written !== end) reject(new Error('short write'))
    else resolve()
  })
})

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
      await append(segment, buffer, end)
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

  const gather = async (): Promise<void> => {
    for (let before = -1, hits = 0; hits > before && hits < enough && filling.length < 2;) {
      await turn()
      before = hits
      hits = filling[0]?.settles.length ?? 0
    }
  }

  const run = async (): Promise<void> => {
    while (filling.length > 0 || cutting.length > 0) {
      await gather()
      const group = filling.shift()
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
