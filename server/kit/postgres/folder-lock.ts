import { readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Home } from '#kit/postgres/home'
import { AlreadyKept, findLock, holderOf, isElsewhere, kept, takeLock, type FoundLock, type Lock } from '#kit/postgres/lock'
import { isListenedTo } from '#kit/postgres/socket'

const renewal_ms = 2_000
/** A process that was only kept from renewing, by a disk that hangs say, must not be taken for one that has ended: two servers on one cluster destroy it. */
const dead_ms = 15_000
const look_ms = 200

export interface FolderLockOptions {
  home: Home
  data_dir: string
  log: Logger
  /** Told once when another process has taken the folder over, because this one stood still for too long. */
  lost: (error: AlreadyKept) => void
}

/** A data folder that this process keeps. */
export interface FolderLock {
  /** @throws AlreadyKept where it does no more. */
  check(): void
  release(): void
}

/**
 * Watches a lock of elsewhere; gives it once it has stood unrenewed for long enough, null where it is given back or another's meanwhile.
 * @throws AlreadyKept where it is renewed, or its server is heard of without it.
 */
const untilLeft = async (file: string, found: FoundLock, { home, data_dir, log }: FolderLockOptions): Promise<FoundLock | null> => {
  const holder = holderOf(found)
  log.warn({ holder, data_dir }, `the data folder has a lock of another container or machine, or of before a restart: it is taken over if nobody renews it for ${dead_ms / 1000} s`)
  let stood_ms = 0
  for (let looked_at = performance.now(); stood_ms < dead_ms;) {
    await sleep(look_ms)
    const now = performance.now()
    // while this process stands still, so may the other: that counts for nothing
    stood_ms += Math.min(now - looked_at, 2 * look_ms)
    looked_at = now
    const next = findLock(file)
    if (next?.text !== found.text) return null
    if (next.changed_ms !== found.changed_ms) throw kept(found, data_dir)
  }
  if (await isListenedTo(home)) {
    throw new AlreadyKept(`PostgreSQL is still running on ${data_dir}, although its Portevoix (host ${holder.host}, process ${holder.pid} there) stands still: stop that container, or write another folder in DATA_DIR.`)
  }
  log.warn({ holder, data_dir }, 'the lock of the data folder was not renewed: its Portevoix has ended, and the folder is taken over')
  return found
}

/** Changes the lock's time, which takes no room on a full disk. Gives what ends it. */
const renewing = (file: string, { text }: Lock, { data_dir, log, lost }: FolderLockOptions): (() => void) => {
  let ended = false
  let busy = false
  let failed = false
  const end = (): void => {
    ended = true
    clearInterval(timer)
  }
  const renew = async (): Promise<void> => {
    const found = await readFile(file, 'utf8')
    if (ended) return
    if (found === text) {
      const now = new Date()
      return utimes(file, now, now)
    }
    end()
    lost(new AlreadyKept(`Another Portevoix has taken ${data_dir} over while this one stood still: it ends, so that two never write there.`))
  }
  const timer = setInterval(() => {
    if (busy) return // the disk hangs
    busy = true
    renew().then(() => { failed = false }, (error: unknown) => {
      if (!failed && !ended) log.error({ error: String(error) }, 'the lock of the data folder cannot be renewed: start no other Portevoix on it')
      failed = true
    }).finally(() => { busy = false })
  }, renewal_ms)
  timer.unref()
  return end
}

/**
 * Keeps every other Portevoix away from the database of a data folder, those of other containers and machines too, by a lock that is
 * renewed. One that was left here is taken at once, one of elsewhere after it was seen to be renewed no more.
 * @throws AlreadyKept when somebody holds it.
 */
export const lockFolder = async (options: FolderLockOptions): Promise<FolderLock> => {
  const file = join(options.home.folder, 'portevoix.lock')
  for (let left: FoundLock | null = null; ;) {
    const found = findLock(file)
    if (found !== null && isElsewhere(found) && (found.text !== left?.text || found.changed_ms !== left.changed_ms)) {
      left = await untilLeft(file, found, options)
      continue
    }
    const lock = takeLock(file, options.data_dir, left)
    const end = renewing(file, lock, options)
    return {
      check: () => {
        const now = findLock(file)
        if (now?.text !== lock.text) throw now ? kept(now, options.data_dir) : new AlreadyKept(`The lock of ${options.data_dir} was taken away while Portevoix started: start it again.`)
      },
      release: () => {
        end()
        lock.release()
      },
    }
  }
}
