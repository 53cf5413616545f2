import { atLeast } from '@portevoix/contract/anonymity'
import type { Language } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { emit } from '#kit/bus'
import { found, problem, refuseField } from '#kit/problem'
import { audit } from '#room/organisations'
import { isSmall } from '#room/people'
import { limits } from '../charter/measure.ts'
import { publishedCharter, renderCharter } from '../charter/render.ts'
import { insertCharter, readAcceptance, readCharter, readCharterVersions, type AcceptanceRow, type CharterRow } from '../queries/charters.ts'
import { lockProgramme } from '../queries/themes.ts'
import { readProgramme } from '../queries/programmes.ts'

export interface ShownCharter { programme_id: string; version: number; published_at: Date; language: Language; html: string; accepted: AcceptanceRow | null; small: boolean }

/** The charter in force, in the reader's language, with what the reader accepted so far. */
export const charterInForce = async (ctx: Ctx, programme_id: string, language: Language): Promise<ShownCharter> => {
  found(await readProgramme(ctx, programme_id))
  const { id, version, published_at, markdown_fr, markdown_en } = found(await readCharter(ctx, programme_id))
  const accepted = ctx.actor.member_id === null ? undefined : await readAcceptance(ctx, programme_id, ctx.actor.member_id)
  return { programme_id, version, published_at, language, html: publishedCharter(`${id}:${language}`, language === 'fr' ? markdown_fr : markdown_en), accepted: accepted ?? null, small: await isSmall(ctx) }
}

export const charterVersions = async (ctx: Ctx, programme_id: string) => {
  found(await readProgramme(ctx, programme_id))
  const small = await isSmall(ctx)
  return (await readCharterVersions(ctx, programme_id)).map((version) => ({ ...version, acceptances: small ? version.acceptances : atLeast(version.acceptances) }))
}

const rendered = (field: string, text: string): string => {
  const rendering = renderCharter(text)
  return rendering.ok ? rendering.html : refuseField(field, `programme.${rendering.flaw}`, limits)
}

/** @throws Problem 422 on a text that no page could hold. */
export const previewOf = (markdown: string): string => rendered('markdown', markdown)

/**
 * Publishes the next version: from now on every ambassador is asked again before they go on.
 * @throws Problem 409 when somebody else published one since `based_on_version` was read, 422 on a text that no page could hold.
 */
export const publishCharter = async (ctx: Ctx, programme_id: string, draft: { based_on_version: number; markdown_fr: string; markdown_en: string }): Promise<CharterRow & { acceptances: number | null }> => {
  found(await lockProgramme(ctx, programme_id))
  const version = (await readCharter(ctx, programme_id))?.version ?? 0
  if (draft.based_on_version !== version) problem(409, 'programme.charter_published_meanwhile', { values: { version } })
  for (const field of ['markdown_fr', 'markdown_en'] as const) rendered(field, draft[field])
  const row = { id: newId(), version: version + 1, markdown_fr: draft.markdown_fr, markdown_en: draft.markdown_en }
  await insertCharter(ctx, { ...row, programme_id })
  await audit(ctx, 'programme.charter_published', programme_id, { version: row.version })
  await emit(ctx, { name: 'programme.charter_published', programme_id, version: row.version })
  return { ...row, published_at: ctx.now, acceptances: (await isSmall(ctx)) ? 0 : atLeast(0) }
}
