import { z } from 'zod'
import { networkIds, type NetworkId } from '@portevoix/contract/networks/shape'
import type { OwnShare } from '@portevoix/contract/sharing'
import type { QrCode } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { found, problem } from '#kit/problem'
import { drawQrCode } from '#kit/qr'
import { visibleTitles } from '#room/content'
import { countOwnClicksBy, endedAmong, linkAddresses, rememberSharer } from '#room/links'
import { ownShares, type OwnShareRow } from '../queries/shares.ts'
import type { Caller } from './prepare.ts'
import { stateOf } from '../rules.ts'

const networkOf = (name: string): NetworkId => found(networkIds.find((id) => id === name))

/** The humans whom the member's links brought, by content and network. */
const clicksOf = async (ctx: Ctx, member_id: string, shares: readonly OwnShareRow[]): Promise<Map<string, number>> => {
  const clicks = new Map<string, number>()
  for (const network of new Set(shares.map((share) => share.network))) {
    const content_ids = [...new Set(shares.filter((share) => share.network === network).map((share) => share.content_id))]
    const rows = await countOwnClicksBy(ctx, member_id, 'content_id', { from: '2000-01-01', to: '9999-12-31', content_ids, network })
    rows.forEach((row) => { clicks.set(`${row.key} ${network}`, row.clicks) })
  }
  return clicks
}

const present = async (ctx: Ctx, member_id: string, rows: readonly OwnShareRow[]): Promise<OwnShare[]> => {
  const titles = await visibleTitles(ctx, [...new Set(rows.map(({ content_id }) => content_id))])
  const clicks = await clicksOf(ctx, member_id, rows)
  const ended = await endedAmong(ctx, rows.flatMap(({ link_id }) => link_id ?? []))
  const addresses = await linkAddresses(ctx, rows.flatMap(({ link_id }) => link_id ?? []))
  return rows.map((row) => ({
    id: row.id, content_id: row.content_id, content_title: titles.get(row.content_id) ?? null, network: networkOf(row.network),
    caption: row.caption ?? '', link: addresses.get(row.link_id ?? '') ?? null, link_ended: row.link_id !== null && ended.has(row.link_id),
    state: stateOf([...(row.declared_at ? ['declared' as const] : []), ...(row.confirmed_at ? ['confirmed' as const] : [])]) ?? 'opened',
    opened_at: row.opened_at.toISOString(), declared_at: row.declared_at?.toISOString() ?? null, confirmed_at: row.confirmed_at?.toISOString() ?? null,
    clicks: clicks.get(`${row.content_id} ${row.network}`) ?? 0,
  }))
}

/** One opened share of the actor's own. */
export const shownShare = async (ctx: Ctx, share_id: string): Promise<OwnShare> => {
  const member_id = found(ctx.actor.member_id)
  const [share] = await present(ctx, member_id, await ownShares(ctx, member_id, { share_id, limit: 1 }))
  return found(share)
}

/** For the member to show, or to print: the code of their own link. @throws Problem 404 where the share has none. */
export const qrCodeOfShare = async (ctx: Ctx, share_id: string): Promise<QrCode> => {
  const address = found((await shownShare(ctx, share_id)).link)
  return { address, ...await drawQrCode(address) }
}

const position = z.object({ at: z.iso.datetime(), id: z.uuid() })

const readPosition = (cursor: string): z.infer<typeof position> => {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return problem(422, 'invalid_input', { fields: [{ field: 'cursor', code: 'invalid' }] })
  }
}

/** The actor's own shares, latest first. */
export const myShares = async (ctx: Ctx, { cursor, limit, content_id }: { cursor?: string | undefined; limit: number; content_id?: string | undefined }, caller: Caller) => {
  const member_id = found(ctx.actor.member_id)
  // they come to see what became of it, and may try their own links
  await rememberSharer(ctx, caller)
  const rows = await ownShares(ctx, member_id, { content_id, after: cursor === undefined ? null : readPosition(cursor), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await present(ctx, member_id, shown),
    next_cursor: rows.length > limit && last ? Buffer.from(JSON.stringify({ at: last.opened_at.toISOString(), id: last.id })).toString('base64url') : null,
  }
}
