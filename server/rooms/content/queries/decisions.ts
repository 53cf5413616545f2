import type { NetworkId } from '@portevoix/contract/networks/shape'
import type { Language } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'

export type DecisionVerb = 'created' | 'scheduled' | 'published' | 'unscheduled' | 'expired' | 'republished' | 'edited'
export interface DecisionRow { id: string; verb: string; member_id: string | null; at: Date }

export const readDecisions = ({ tx, organisation_id }: Ctx, content_id: string): Promise<DecisionRow[]> =>
  tx.selectFrom('content.decisions').select(['id', 'verb', 'member_id', 'at']).where('organisation_id', '=', organisation_id).where('content_id', '=', content_id).orderBy('at').orderBy('id').execute()

export const insertDecision = ({ tx, organisation_id, actor, now }: Ctx, row: { id: string; content_id: string; verb: DecisionVerb }) =>
  tx.insertInto('content.decisions').values({ ...row, organisation_id, member_id: actor.member_id, at: now }).execute()

/** The same hand going on with the same work is one decision. */
export const touchDecision = ({ tx, organisation_id, now }: Ctx, id: string) =>
  tx.updateTable('content.decisions').set({ at: now }).where('organisation_id', '=', organisation_id).where('id', '=', id).execute()

export interface CaptionRow { id: string; network: string; language: string; text: string }

export const readCaptions = ({ tx, organisation_id }: Ctx, content_id: string): Promise<CaptionRow[]> =>
  tx.selectFrom('content.captions').select(['id', 'network', 'language', 'text']).where('organisation_id', '=', organisation_id).where('content_id', '=', content_id).orderBy('position').orderBy('id').execute()

export interface KeptCaption { id: string; network: NetworkId; language: Language; text: string }

/** The captions become these, in this order; those that stay keep their ids, by which their use is counted. */
export const replaceCaptions = async ({ tx, organisation_id }: Ctx, content_id: string, known: ReadonlySet<string>, captions: readonly KeptCaption[]): Promise<void> => {
  const kept = captions.map(({ id }) => id)
  await tx.deleteFrom('content.captions').where('organisation_id', '=', organisation_id).where('content_id', '=', content_id)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept)).execute()
  const placed = captions.map((caption, position) => ({ ...caption, position }))
  for (const { id, ...changes } of placed.filter((caption) => known.has(caption.id))) {
    await tx.updateTable('content.captions').set(changes).where('organisation_id', '=', organisation_id).where('id', '=', id).execute()
  }
  const added = placed.filter((caption) => !known.has(caption.id))
  if (added.length > 0) await tx.insertInto('content.captions').values(added.map((caption) => ({ ...caption, organisation_id, content_id }))).execute()
}
