import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx, Kit } from '#kit/context'
import { job, type Job } from '#kit/jobs'

/** How long .eml files stay in the data folder, in days: as long as their mails in the outbox. */
const kept_days = 90
const named = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.eml$/

type Place = Pick<Kit, 'settings'>
const folderOf = ({ settings }: Place): string => join(settings.data_dir, 'outbox')

/** Keeps a mail as a file that mail readers open. */
export const keepMail = async (kit: Place, mail_id: string, bytes: Buffer): Promise<void> => {
  await mkdir(folderOf(kit), { recursive: true, mode: 0o700 })
  await writeFile(join(folderOf(kit), `${mail_id}.eml`), bytes, { mode: 0o600 })
}

/** Removes the files of mails that are no more, or of which there were none; after the transaction that removed them. */
export const removeKeptMails = async (kit: Place, mail_ids: readonly string[]): Promise<void> => {
  for (const id of mail_ids) await rm(join(folderOf(kit), `${id}.eml`), { force: true })
}

const removal = 'kit.remove-kept-mails'

/** The same from within that transaction: once it is committed. */
export const removeKeptMailsAfter = async (ctx: Ctx, mail_ids: readonly string[]): Promise<void> => {
  if (mail_ids.length) await ctx.kit.jobs.send(ctx.tx, removal, { mail_ids })
}

export const removeKept: Job = job({ name: removal, input: z.object({ mail_ids: z.array(z.uuid()) }), run: (kit, { mail_ids }) => removeKeptMails(kit, mail_ids) })

const knownOf = async (kit: Kit, ids: readonly string[]): Promise<Set<string>> =>
  new Set((await sql<{ id: string }>`select id from kit.known_mails(${ids}::uuid[]) as id`.execute(kit.db)).rows.map(({ id }) => id))

/** Removes the .eml files that have been kept long enough, and those whose mails are gone: what a crash, or a mail on its way out, left. */
export const clearKeptMails: Job = {
  name: 'kit.clear-kept-mails', schedule: '41 3 * * *',
  run: async (kit) => {
    const names = await readdir(folderOf(kit)).catch(() => [])
    const known = await knownOf(kit, names.flatMap((name) => named.exec(name)?.[1] ?? []))
    const before = kit.clock().getTime() - kept_days * 86_400_000
    for (const name of names) {
      const file = join(folderOf(kit), name)
      const id = named.exec(name)?.[1]
      if ((id !== undefined && !known.has(id)) || (await stat(file)).mtimeMs < before) await rm(file, { force: true })
    }
  },
}
