import type { Ctx } from '#kit/context'

export interface RankingChoice { member_id: string; name_shown: string; since: Date }

/** Turns ranking on, or changes the name; the date stays that of the first wish. */
export const writeRankingChoice = ({ tx, organisation_id, now }: Ctx, programme_id: string, member_id: string, name_shown: string): Promise<RankingChoice> =>
  tx.insertInto('insights.ranking_choices').values({ organisation_id, programme_id, member_id, name_shown, since: now })
    .onConflict((conflict) => conflict.columns(['programme_id', 'member_id']).doUpdateSet({ name_shown }))
    .returning(['member_id', 'name_shown', 'since']).executeTakeFirstOrThrow()

/** Turns ranking off in one programme, or in all of them. */
export const deleteRankingChoice = async ({ tx, organisation_id }: Ctx, programme_id: string | null, member_id: string): Promise<void> => {
  await tx.deleteFrom('insights.ranking_choices').where('organisation_id', '=', organisation_id).where('member_id', '=', member_id)
    .$if(programme_id !== null, (query) => query.where('programme_id', '=', programme_id)).execute()
}

export const readRankingChoices = ({ tx, organisation_id }: Ctx, programme_id: string): Promise<RankingChoice[]> =>
  tx.selectFrom('insights.ranking_choices').select(['member_id', 'name_shown', 'since'])
    .where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).execute()

export const readRankingChoicesOf = ({ tx, organisation_id }: Ctx, member_id: string) =>
  tx.selectFrom('insights.ranking_choices').select(['programme_id', 'name_shown', 'since'])
    .where('organisation_id', '=', organisation_id).where('member_id', '=', member_id).execute()
