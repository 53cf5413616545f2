import type { Logger } from 'pino'
import { codeOf } from './failures.ts'
import { createAdoption, segmentsOf, type JournalFolder } from './folders.ts'
import type { Segment } from './segment.ts'

/** A journal that an ended process left, in this one's hands. */
export interface LeftJournal {
  folder: JournalFolder
  segments: Segment[]
  /** Something of it can neither be delivered nor moved: its folder stays. */
  stays: boolean
  /** It is not tried before, by performance.now(). */
  again_at: number
}

/** The journals that ended processes left on this disk. They are taken whatever becomes of the database: what they hold is known. */
export interface Left {
  /** Takes what was left meanwhile. */
  look(): void
  readonly journals: readonly LeftJournal[]
  readonly bytes: number
  /** How many there are that cannot be taken. */
  readonly troubled: number
  /** It is done with, or given back. */
  drop(journal: LeftJournal): void
}

export const createLeft = (root: string, log: Logger): Left => {
  const adopt = createAdoption(root)
  const journals: LeftJournal[] = []
  let troubled: readonly string[] = []

  const look = (): void => {
    const found = adopt()
    if (found === null) return
    const problems = [...found.troubled]
    for (const folder of found.folders) {
      try {
        // one that was taken without a lock is found again, and may have one now
        const known = journals.find((one) => one.folder.id === folder.id)
        if (known) known.folder = folder
        else journals.push({ folder, segments: segmentsOf(folder), stays: false, again_at: 0 })
      } catch (error) {
        folder.release()
        problems.push({ path: folder.path, problem: codeOf(error) })
      }
    }
    for (const { path, problem } of problems) if (!troubled.includes(path)) log.error({ folder: path, problem }, 'a journal that was left cannot be taken')
    troubled = problems.map(({ path }) => path)
  }

  return {
    look() {
      try {
        look()
      } catch (error) {
        log.error({ folder: root, problem: codeOf(error) }, 'it cannot be looked for journals that were left')
      }
    },
    journals,
    get bytes() { return journals.reduce((sum, { segments }) => sum + segments.reduce((octets, { bytes }) => octets + bytes, 0), 0) },
    get troubled() { return troubled.length },
    drop(journal) { journals.splice(journals.indexOf(journal), 1) },
  }
}
