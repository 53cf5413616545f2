import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { plainAddress } from '#kit/networks'
import { deriveKey } from '#kit/secret-key'
import type { Tribe } from '@portevoix/contract/shapes'
import { dayKeys } from './day-keys.ts'
import type { Preview } from './preview.ts'
import { readPreferredHost } from './queries/domains.ts'
import { clearSharer, insertLink, markRemoved, networksOfContent, readAddresses, setPreviews, setTargets, unmarkRemoved } from './queries/links.ts'
import { lockRollups } from './queries/rollups.ts'
import { addMark, runBy, saltOf } from './queries/salts.ts'
import { linkAddress, newSlug, safeTarget, utcDay } from './rules.ts'
import { sharerMark, type Caller } from './visitor.ts'

export interface LinkDraft {
  /** Where the link leads, parameters included: an http(s) address, or the path of a page of ours. */
  target: string
  share_id: string
  programme_id: string
  content_id: string
  theme_id: string | null
  network: string
  sharer_id: string
  tribe: Tribe
  /** The sharer's groups at the time of the share: clicks count in each. */
  group_ids: readonly string[]
  preview: Preview
}

/** The installation's key for slugs. */
export const slugKey = ({ key }: { key: Buffer }): Buffer => deriveKey(key, 'links.slugs')

/** @throws Error where a link must not lead there. */
export const checkedTarget = (address: string): string => {
  const target = safeTarget(address)
  if (target === null) throw new Error('a link leads to an http or https address, or to a page of ours')
  return target
}

/** Makes the tracked link of a share, on the domain that the organisation prefers. */
export const createLink = async (ctx: Ctx, draft: LinkDraft): Promise<{ id: string; slug: string; address: string }> => {
  const link = { ...draft, id: newId(), slug: newSlug(slugKey(ctx.kit)), target: checkedTarget(draft.target) }
  const host = await insertLink(ctx, link)
  return { id: link.id, slug: link.slug, address: linkAddress(ctx.kit.settings, link.slug, host) }
}

/** What the addresses of new links begin with. */
export const addressPrefix = async (ctx: Ctx): Promise<string> => linkAddress(ctx.kit.settings, '', await readPreferredHost(ctx))

/** The addresses of links, by id: on the host that they were made on as long as it is served, on the installation's own otherwise. */
export const linkAddresses = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await readAddresses(ctx, ids)).map(({ id, slug, host }) => [id, linkAddress(ctx.kit.settings, slug, host)]))

/** The content's title, description or image changed: its links show the new ones. */
export const updatePreviews = (ctx: Ctx, content_id: string, preview: Preview): Promise<void> => setPreviews(ctx, content_id, preview)

/** Whether any link was ever made for the content. */
export const isLinked = async (ctx: Ctx, content_id: string): Promise<boolean> => (await networksOfContent(ctx, content_id)).length > 0

/** The content's address changed: its links lead to the new one, given network by network because parameters differ. */
export const retarget = async (ctx: Ctx, content_id: string, targetFor: (network: string) => string): Promise<void> => {
  for (const { network } of await networksOfContent(ctx, content_id)) {
    await setTargets(ctx, content_id, network, checkedTarget(targetFor(network)))
  }
}

/** The content is gone for good: its links answer that they lead nowhere. Clicks counted so far stay. */
export const removeLinks = (ctx: Ctx, content_id: string): Promise<void> => markRemoved(ctx, content_id)

/** The content is back. */
export const restoreLinks = (ctx: Ctx, content_id: string): Promise<void> => unmarkRemoved(ctx, content_id)

/**
 * The member left, or left one programme: their links of it go on redirecting and counting, and no longer say whose they were.
 * Rollups under way are waited for: they would write down what they had read before.
 */
export const anonymiseSharer = async (ctx: Ctx, member_id: string, programme_id?: string): Promise<void> => {
  await lockRollups(ctx)
  await clearSharer(ctx, member_id, programme_id)
}

/**
 * The acting member is here, now, at this address and with this agent: visits of their own links from there are theirs,
 * until the end of the day. Called when they share and when they come to see what became of it.
 */
export const rememberSharer = async (ctx: Ctx, caller: Caller): Promise<void> => {
  const { member_id } = ctx.actor
  if (member_id === null) return
  const day = utcDay(ctx.now.getTime())
  const salt = await saltOf(runBy(ctx.tx), dayKeys(ctx.kit), day)
  if (salt === null) return
  await addMark(ctx, member_id, day, sharerMark(salt, member_id, { ip: plainAddress(caller.ip), agent: caller.agent }))
}
