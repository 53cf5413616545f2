import type { PersonalData } from '#kit/personal-data'
import { deleteRankingChoice, readRankingChoicesOf } from './queries/ranking.ts'

/**
 * The wish to be ranked is kept here, and sets of members' numbers that figures are counted from: whoever leaves is taken out of them
 * (people frees their number), and their own copy has what they are made of from the rooms where it arose.
 */
export const personalData: PersonalData = {
  columns: ['insights.ranking_choices.member_id', 'insights.ranking_choices.name_shown', 'insights.crowds.members', 'insights.span_lines.members',
    ...['readers', 'likers', 'sharers', 'followed', 'left_out'].flatMap((kind) => [`insights.span_crowds.${kind}`, `insights.span_few.${kind}`])],
  export: async (ctx, member_id) => ({ ranking_choices: await readRankingChoicesOf(ctx, member_id) }),
  erase: (ctx, member_id) => deleteRankingChoice(ctx, null, member_id),
  retain: async () => undefined,
}
