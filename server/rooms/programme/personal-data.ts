import type { PersonalData } from '#kit/personal-data'
import { deleteAmbassador, readAmbassadorshipsOf } from './queries/ambassadors.ts'
import { deleteAcceptances, readAcceptancesOf } from './queries/charters.ts'
import { forgetProgrammeAuthor } from './queries/programmes.ts'

/** An ambassador's place and the proofs of what they accepted go with them; what they wrote for the programme stays, unsigned. */
export const personalData: PersonalData = {
  columns: [
    'programme.programmes.created_by', 'programme.programmes.updated_by', 'programme.charters.published_by',
    'programme.charter_acceptances.member_id', 'programme.ambassadors.member_id',
  ],
  export: async (ctx, member_id) => ({
    ambassadorships: await readAmbassadorshipsOf(ctx, member_id),
    charter_acceptances: await readAcceptancesOf(ctx, member_id),
  }),
  erase: async (ctx, member_id) => {
    await deleteAmbassador(ctx, member_id, null)
    await deleteAcceptances(ctx, member_id, null)
    await forgetProgrammeAuthor(ctx, member_id)
  },
  // a proof is kept as long as its ambassador stays, and no longer
  retain: () => Promise.resolve(),
}
