import type { Ctx } from '#kit/context'

/** What a member did at the desk, for their own copy. */
export const readDeskWorkOf = async ({ tx, organisation_id }: Ctx, member_id: string) => ({
  sources_added: await tx.selectFrom('content.sources').select(['address', 'created_at']).where('organisation_id', '=', organisation_id).where('added_by', '=', member_id).execute(),
  items_decided: await tx.selectFrom('content.items').select(['title', 'state', 'decided_at']).where('organisation_id', '=', organisation_id).where('decided_by', '=', member_id).execute(),
  contents: await tx.selectFrom('content.contents').select(['title', 'created_at']).where('organisation_id', '=', organisation_id).where('created_by', '=', member_id).execute(),
  decisions: await tx.selectFrom('content.decisions').select(['verb', 'at']).where('organisation_id', '=', organisation_id).where('member_id', '=', member_id).execute(),
})

/** The work stays, unsigned. */
export const forgetDeskWorkOf = async ({ tx, organisation_id }: Ctx, member_id: string): Promise<void> => {
  await tx.updateTable('content.sources').set({ added_by: null }).where('organisation_id', '=', organisation_id).where('added_by', '=', member_id).execute()
  await tx.updateTable('content.sources').set({ paused_by: null }).where('organisation_id', '=', organisation_id).where('paused_by', '=', member_id).execute()
  await tx.updateTable('content.items').set({ decided_by: null }).where('organisation_id', '=', organisation_id).where('decided_by', '=', member_id).execute()
  await tx.updateTable('content.contents').set({ created_by: null }).where('organisation_id', '=', organisation_id).where('created_by', '=', member_id).execute()
  await tx.updateTable('content.contents').set({ updated_by: null }).where('organisation_id', '=', organisation_id).where('updated_by', '=', member_id).execute()
  await tx.updateTable('content.decisions').set({ member_id: null }).where('organisation_id', '=', organisation_id).where('member_id', '=', member_id).execute()
}

export const deskColumns = ['content.sources.added_by', 'content.sources.paused_by', 'content.items.decided_by', 'content.contents.created_by', 'content.contents.updated_by', 'content.decisions.member_id']
