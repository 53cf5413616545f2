import type { PersonalData } from '#kit/personal-data'
import { feedPersonalData } from './feed/personal-data.ts'
import { deskColumns, forgetDeskWorkOf, readDeskWorkOf } from './queries/people.ts'

/** What readers did is theirs and goes with them; what the team made stays, unsigned. */
export const personalData: PersonalData = {
  columns: [...feedPersonalData.columns, ...deskColumns],
  export: async (ctx, member_id) => ({ ...(await feedPersonalData.export(ctx, member_id)), ...(await readDeskWorkOf(ctx, member_id)) }),
  erase: async (ctx, member_id) => {
    await feedPersonalData.erase(ctx, member_id)
    await forgetDeskWorkOf(ctx, member_id)
  },
  retain: (ctx) => feedPersonalData.retain(ctx),
}
