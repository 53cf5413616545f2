import type { Logger } from 'pino'
import { codeOf, isNoRoom } from './failures.ts'
import { makeFolder, type JournalFolder } from './folders.ts'

/** The folder of this process's own journal: another one where it lost the first, none as long as the disk has no room for one. */
export interface OwnFolder {
  /** The folder to write in: the one that there is, if it is still this process's; else a new one. */
  hold(): Promise<JournalFolder>
  /** Makes one where there is none and the disk has room again. */
  retry(): void
  readonly current: JournalFolder | null
  /** Why there is none. */
  readonly trouble: string | null
}

/** @throws where no folder can be made for another reason than a full disk: that would not pass by itself. */
export const createOwnFolder = (root: string, log: Logger): OwnFolder => {
  let current: JournalFolder | null = null
  let trouble: string | null = null

  const make = (): JournalFolder => {
    try {
      const folder = makeFolder(root)
      if (trouble !== null) log.info({ folder: folder.path }, 'the disk has room for a journal again')
      trouble = null
      return folder
    } catch (error) {
      if (trouble === null) log.error({ folder: root, problem: codeOf(error) }, 'there is no room for a journal: hits go straight to the database')
      trouble = codeOf(error)
      throw error
    }
  }

  const retry = (): void => {
    try {
      current ??= make()
    } catch (error) {
      if (!isNoRoom(error)) throw error
    }
  }
  retry()

  return {
    async hold() {
      const held = current
      if (held !== null && !await held.isOwn()) {
        held.release()
        if (current === held) {
          log.error({ folder: held.path }, 'another process took the journal over while this one stood still: it begins a new one')
          current = null
        }
      }
      return current ??= make()
    },
    retry,
    get current() { return current },
    get trouble() { return trouble },
  }
}
