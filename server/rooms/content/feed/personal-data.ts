import type { PersonalData } from '#kit/personal-data'
import { eraseMarks, forgetViews, marksOf } from './queries/marks.ts'
import { viewsKeptSince } from './rules.ts'

/** What a member read, liked and saved is theirs alone; when they go, the days' totals stay, which name nobody. */
export const feedPersonalData: PersonalData = {
  columns: ['content.views.member_id', 'content.reads.member_id', 'content.likes.member_id', 'content.saves.member_id'],
  export: marksOf,
  erase: (ctx, member_id) => eraseMarks(ctx, member_id, null),
  retain: (ctx) => forgetViews(ctx, viewsKeptSince(ctx.now)),
}
