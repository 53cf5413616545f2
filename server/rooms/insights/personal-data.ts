import type { PersonalData } from '#kit/personal-data'
import { deleteRankingChoice, readRankingChoicesOf } from './queries.ts'

/** Only the wish to be ranked is kept here; figures are read where they arise. */
export const personalData: PersonalData = {
  columns: ['insights.ranking_choices.member_id', 'insights.ranking_choices.name_shown'],
  export: async (ctx, member_id) => ({ ranking_choices: await readRankingChoicesOf(ctx, member_id) }),
  erase: (ctx, member_id) => deleteRankingChoice(ctx, null, member_id),
  retain: async () => undefined,
}
