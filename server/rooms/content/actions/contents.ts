import type { Content, ContentChanges, Obstacle } from '@portevoix/contract/content/contents'
import { isEndOver } from '@portevoix/contract/content/end'
import { networkIds } from '@portevoix/contract/networks/shape'
import type { Ctx } from '#kit/context'
import { emit } from '#kit/bus'
import { sanitiseHtml } from '#kit/html'
import { newId } from '#kit/ids'
import { shownHost } from '#kit/shown-host'
import { found, problem, refuseField } from '#kit/problem'
import { words } from '#kit/words'
import { removeLinks, restoreLinks } from '#room/links'
import { knownGroups, memberNames } from '#room/people'
import { programmeOf, themesOf } from '#room/programme'
import { readingMinutes } from '../reading/reading-time.ts'
import { plainText } from '../reading/text.ts'
import { insertDecision, readCaptions, readDecisions, replaceCaptions, touchDecision, type CaptionRow, type DecisionVerb } from '../queries/decisions.ts'
import { channelExists } from '../queries/channels.ts'
import { changeContent, deleteContent, insertContent, lockContent, readContent, type ContentPatch, type ContentRecord, type NewContent } from '../queries/contents.ts'
import { readMedia } from '../queries/media.ts'
import { audienceTribes, isPublic, keptHashtags, mustStayWhole, obstaclesTo } from '../rules.ts'

export const decide = (ctx: Ctx, content_id: string, verb: DecisionVerb) => insertDecision(ctx, { id: newId(), content_id, verb })

/** What keeps this content from going out at the time that it would. */
export const obstaclesOf = async (ctx: Ctx, content: ContentRecord, captions: readonly CaptionRow[], goes_out_at = content.state === 'scheduled' ? content.publish_at ?? ctx.now : ctx.now): Promise<Obstacle[]> =>
  obstaclesTo({ ...content, captions, known_group_ids: await knownGroups(ctx, content.group_ids) }, goes_out_at)

/** Ends the links of a content that the public may no longer know of, and brings them back with it; by the time this is said to be done, it is. */
export const settleLinks = async (ctx: Ctx, content_id: string): Promise<void> =>
  isPublic(found(await readContent(ctx, content_id)), ctx.now) ? restoreLinks(ctx, content_id) : removeLinks(ctx, content_id)

/** A draft, with what is known of it already. */
export const createContent = async (ctx: Ctx, draft: Omit<NewContent, 'id'>): Promise<string> => {
  await programmeOf(ctx, draft.programme_id)
  const id = newId()
  await insertContent(ctx, { ...draft, id, tribes: audienceTribes(draft.visibility, draft.tribes ?? []) })
  await decide(ctx, id, 'created')
  return id
}

/** Holds the content; 409 where it is no longer the version that the decision was made on. */
export const heldContent = async (ctx: Ctx, id: string, version: number | null): Promise<ContentRecord> => {
  found(await lockContent(ctx, id))
  const content = found(await readContent(ctx, id))
  if (version !== null && content.version !== version) {
    const name = content.updated_by === null ? undefined : (await memberNames(ctx, [content.updated_by])).get(content.updated_by)
    problem(409, 'content.conflict', { values: { version: content.version, name: name ?? words(ctx.actor.language, 'content.desk')('somebody') } })
  }
  return content
}

const refuseStrangers = async (ctx: Ctx, { programme_id, channel_id: kept }: ContentRecord, { theme_id, channel_id, media_id, group_ids = [] }: ContentChanges): Promise<void> => {
  if (theme_id && !(await themesOf(ctx, programme_id)).some(({ id }) => id === theme_id)) refuseField('changes.theme_id', 'invalid')
  if (channel_id && !(await channelExists(ctx, programme_id, channel_id, channel_id === kept))) refuseField('changes.channel_id', 'invalid')
  if (media_id && !(await readMedia(ctx, media_id))) refuseField('changes.media_id', 'invalid')
  if ((await knownGroups(ctx, group_ids)).length < new Set(group_ids).size) refuseField('changes.group_ids', 'content.group_gone')
}

const hostOf = (address: string) => shownHost(new URL(address).hostname.replace(/^www\./, ''))

/** The changes as columns, with what follows from them. */
const patchOf = (before: ContentRecord, changes: ContentChanges): ContentPatch => {
  const { captions: _, body_html, hashtags, tribes, expires_at, address, campaign, ...plain } = changes
  const visibility = changes.visibility ?? before.visibility
  const html = body_html === undefined ? null : sanitiseHtml(body_html)
  const body_text = html === null ? before.body_text : plainText(html)
  const kind = changes.kind ?? before.kind
  return {
    ...plain,
    ...(html !== null && { body_html: html, body_text }),
    ...(kind === 'text' && { reading_minutes: readingMinutes(`${changes.title ?? before.title} ${body_text}`, changes.language ?? before.language) ?? 1 }),
    ...(hashtags !== undefined && { hashtags: keptHashtags(hashtags) }),
    ...(address !== undefined && { address, ...(address !== before.address && { site_name: address && hostOf(address) }) }),
    ...(campaign !== undefined && { campaign: campaign?.trim() || null }),
    ...(expires_at !== undefined && { expires_at: expires_at === null ? null : new Date(expires_at) }),
    tribes: audienceTribes(visibility, tribes ?? before.tribes),
  }
}

/** That readers, or the hour of publication, stand on something else now. */
export const noteEdit = async (ctx: Ctx, content_id: string): Promise<void> => {
  const last = (await readDecisions(ctx, content_id)).at(-1)
  if (last?.verb === 'edited' && last.member_id === ctx.actor.member_id) await touchDecision(ctx, last.id)
  else await decide(ctx, content_id, 'edited')
}

/**
 * Changes a content. A draft may be as unfinished as it likes; what readers see, or will see by itself, must stay whole.
 * @throws Problem 409 when it changed since `version`, 422 when the change would leave a published or scheduled content unfit.
 */
export const saveContent = async (ctx: Ctx, id: string, version: number | null, changes: ContentChanges): Promise<void> => {
  const before = await heldContent(ctx, id, version)
  await refuseStrangers(ctx, before, changes)
  await changeContent(ctx, id, patchOf(before, changes))
  if (changes.captions) {
    const known = new Set((await readCaptions(ctx, id)).map((caption) => caption.id))
    const seen = new Set<string>()
    const captions = changes.captions.map((caption) => {
      const kept = caption.id !== undefined && known.has(caption.id) && !seen.has(caption.id) ? caption.id : newId()
      seen.add(kept)
      return { ...caption, id: kept }
    })
    await replaceCaptions(ctx, id, known, captions)
  }
  if (before.published_at !== null) await settleLinks(ctx, id)
  if (!mustStayWhole(before.state)) return
  const obstacles = await obstaclesOf(ctx, found(await readContent(ctx, id)), await readCaptions(ctx, id))
  if (obstacles.length > 0) problem(422, 'content.unfit', { fields: obstacles.map(({ field, code, values }) => ({ field: `changes.${field}`, code: `content.${code}`, ...(values && { values }) })) })
  await noteEdit(ctx, id)
  if (before.state === 'published') await emit(ctx, { name: 'content.changed', content_id: id })
}

/** Only what nobody was ever offered is thrown away. */
export const discardContent = async (ctx: Ctx, id: string): Promise<void> => {
  const content = await heldContent(ctx, id, null)
  if (content.state !== 'draft' || content.published_at !== null) problem(409, 'content.only_drafts')
  await deleteContent(ctx, id)
}

/** A content as its editors see it. */
export const contentForEditor = async (ctx: Ctx, id: string): Promise<Content> => {
  const content = found(await readContent(ctx, id))
  const [captions, decisions] = [await readCaptions(ctx, id), await readDecisions(ctx, id)]
  const names = await memberNames(ctx, [content.created_by, content.updated_by, ...decisions.map(({ member_id }) => member_id)].filter((one) => one !== null))
  const person = (member_id: string | null) => (member_id === null ? null : { name: names.get(member_id) ?? '' })
  const { body_text: _text, item_id: _item, media_id, media_width, media_height, publish_at, published_at, expires_at, created_at, updated_at, created_by, updated_by, ...rest } = content
  return {
    ...rest,
    image: media_id !== null && media_width !== null && media_height !== null ? { media_id, width: media_width, height: media_height } : null,
    captions: captions.flatMap(shownCaption),
    publish_at: publish_at?.toISOString() ?? null, published_at: published_at?.toISOString() ?? null, expires_at: expires_at?.toISOString() ?? null,
    created_at: created_at.toISOString(), created_by: person(created_by), updated_at: updated_at.toISOString(), updated_by: person(updated_by),
    obstacles: await obstaclesOf(ctx, isEndOver(content, decisions) ? { ...content, expires_at: null } : content, captions),
    decisions: decisions.map(({ verb, member_id, at }) => ({ verb, by: person(member_id), at: at.toISOString() })),
  }
}

const shownCaption = (row: CaptionRow): Content['captions'] => {
  const network = networkIds.find((id) => id === row.network)
  return network === undefined ? [] : [{ id: row.id, network, language: row.language === 'en' ? 'en' : 'fr', text: row.text }]
}
