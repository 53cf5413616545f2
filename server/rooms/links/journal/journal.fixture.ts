import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { z } from 'zod'
import type { Lane } from '../redirect/lane.ts'
import { silent, type World } from '../world.fixture.ts'
import { createDelivery } from './delivery.ts'
import { makeFolder } from './folders.ts'
import { hitHead } from './hit.ts'
import { createJournal } from './journal.ts'
import { createLeft } from './left.ts'
import { createOwnFolder } from './own.ts'

const lineShape = z.object({ msg: z.string() })

/** Journals of one organisation, written and delivered as the service does, without the requests. */
export const journals = (here: World, lane: Lane) => {
  const root = () => mkdtempSync(join(here.kit.settings.data_dir, 'journals-'))
  const numberOf = async (id: string) => Number((await here.owner.query<{ number: string }>('select number from links.links where id = $1', [id])).rows[0]?.number)
  /** How many hits of the link are in the ledger now. */
  const stored = async (link: number) => Number((await here.owner.query<{ hits: string }>('select count(*) as hits from links.hits where link = $1', [link])).rows[0]?.hits)

  /** A journal whose process ended without a word, holding these hits, a group each where they are written one after the other. */
  const left = async (folder: string, link: number, hits: number, options: { apart?: boolean; at?: number } = {}) => {
    const own = makeFolder(folder)
    const journal = createJournal({ hold: async () => own, limit_bytes: 1 << 24, elsewhere: () => 0, log: silent, refused: () => undefined })
    const head = hitHead(here.organisation_id, link)
    const at = options.at ?? Date.now()
    const appended = []
    for (let index = 0; index < hits; index++) {
      appended.push(new Promise((resolve) => { journal.append(head, at + index, null, null, null, resolve) }))
      if (options.apart) await appended.at(-1)
    }
    await Promise.all(appended)
    await journal.cut()
    await journal.close()
    own.release()
    return own
  }

  const deliveryIn = (folder: string, { hold_ms = 20, limit_bytes = 1 << 24, lane: through = lane }: { hold_ms?: number; limit_bytes?: number; lane?: Lane } = {}) => {
    const said: string[] = []
    const log = pino({ level: 'warn' }, { write: (line) => { said.push(lineShape.parse(JSON.parse(line)).msg) } })
    const losses: { hits: number; at: number }[] = []
    const own = createOwnFolder(folder, log)
    const others = createLeft(folder, log)
    const journal = createJournal({
      hold: own.hold, limit_bytes, elsewhere: () => others.bytes, log, refused: ({ settles }) => { settles.forEach((settle) => { settle(false) }) },
    })
    let asked = 0
    const counted: Lane = { get up() { return through.up }, query: (statement) => { asked += 1; return through.query(statement) }, hurry: () => { through.hurry() }, close: () => through.close() }
    const delivery = createDelivery({ root: folder, own, left: others, journal, lane: counted, log, lost: (hits, at) => { losses.push({ hits, at }) }, hold_ms })
    const append = (link: number, at = Date.now()) => new Promise<boolean>((resolve) => { journal.append(hitHead(here.organisation_id, link), at, null, null, null, resolve) })
    const close = async () => {
      await journal.close()
      await delivery.close()
    }
    return { own, left: others, journal, delivery, append, close, said, losses, asked: () => asked }
  }
  /** The lane, which is not up until a test says so: nothing is cut or delivered before. */
  const reined = () => {
    let up = false
    const held: Lane = { get up() { return up && lane.up }, query: (statement) => lane.query(statement), hurry: () => undefined, close: async () => undefined }
    return { held, release: () => { up = true } }
  }

  return { root, numberOf, stored, left, deliveryIn, reined, settled: () => sleep(300) }
}
