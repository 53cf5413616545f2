import { createHash } from 'node:crypto'
import type { Ctx, Kit } from '#kit/context'
import { newId } from '#kit/ids'
import { problem, refuseField } from '#kit/problem'
import { within } from '#kit/within'
import { max_pixels, processImage, type ProcessedImage } from '../media/process.ts'
import { insertMedia, readMediaByDigest, type MediaRow } from '../queries/media.ts'

/** Keeps a picture that was processed: the same one is kept once. */
const keep = async (ctx: Ctx, digest: Buffer, { width, height, variants }: Pick<Extract<ProcessedImage, { ok: true }>, 'width' | 'height' | 'variants'>): Promise<MediaRow> => {
  const known = await readMediaByDigest(ctx, digest)
  if (known) return known
  const row = { id: newId(), width, height }
  if (await insertMedia(ctx, { ...row, digest }, variants)) return row
  return (await readMediaByDigest(ctx, digest)) ?? problem(503, 'unavailable')
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** Processes outside of any transaction, then keeps; null for what is no picture that we can show. */
export const keepPicture = async (kit: Kit, organisation_id: string, bytes: Buffer): Promise<MediaRow | null> => {
  const processed = await processImage(bytes)
  return processed.ok ? within(kit, organisation_id, (ctx) => keep(ctx, digestOf(bytes), processed)) : null
}

const millions = (pixels: number) => Math.round(pixels / 1_000_000)

/**
 * Processes a picture that somebody sent, before any transaction is open; gives what keeps it in one.
 * @throws Problem 422 for what is no picture that we can show, with the limit where it is too large.
 */
export const readyPicture = async (bytes: Buffer): Promise<(ctx: Ctx) => Promise<MediaRow>> => {
  const processed = await processImage(bytes)
  if (processed.ok) return (ctx) => keep(ctx, digestOf(bytes), processed)
  return processed.reason === 'too_many_pixels'
    ? refuseField('file', 'content.too_many_pixels', { megapixels: millions(processed.pixels), max: millions(max_pixels) })
    : refuseField('file', 'content.unreadable_image')
}

/** Keeps a picture within a transaction that is open anyway. */
export const uploadPicture = async (ctx: Ctx, bytes: Buffer): Promise<MediaRow> => (await readyPicture(bytes))(ctx)
