import type { Ctx } from '#kit/context'

/** What a room holds about people, and what it does with it when they ask or leave. */
export interface PersonalData {
  /** Every column of the room that refers to a person, `room.table.column`; a test finds the ones that nobody claims. */
  columns: readonly string[]
  /** What the room knows of a member, as plain JSON for their own copy. */
  export(ctx: Ctx, member_id: string): Promise<Record<string, unknown>>
  /** Removes it, or cuts it from the person where totals stay. May run twice. */
  erase(ctx: Ctx, member_id: string): Promise<void>
  /** Removes what has been kept long enough; run every day for every organisation. */
  retain(ctx: Ctx): Promise<void>
}
