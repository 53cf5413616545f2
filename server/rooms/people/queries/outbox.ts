import type { Ctx } from '#kit/context'

export type MailState = 'queued' | 'sent' | 'kept' | 'failed' | 'bounced'

const columns = ['id', 'recipient', 'kind', 'subject', 'state', 'attempts', 'last_error', 'created_at', 'settled_at', 'opens_session', 'stays'] as const

export const readMails = (ctx: Ctx, { state, before, limit }: { state: MailState | null; before: string | null; limit: number }) =>
  ctx.tx.selectFrom('kit.mails').select(columns).where('organisation_id', '=', ctx.organisation_id)
    .$if(state !== null, (query) => query.where('state', '=', state))
    .$if(before !== null, (query) => query.where('id', '<', before))
    .orderBy('id', 'desc').limit(limit).execute()

export const readMail = (ctx: Ctx, id: string) =>
  ctx.tx.selectFrom('kit.mails').select([...columns, 'html']).where('organisation_id', '=', ctx.organisation_id).where('id', '=', id).executeTakeFirst()

/** Those to an address that give access to its account. */
export const readMailIdsFor = async (ctx: Ctx, recipient: string): Promise<string[]> =>
  (await ctx.tx.selectFrom('kit.mails').select('id').where('organisation_id', '=', ctx.organisation_id).where('recipient', '=', recipient).where('opens_session', '=', true).execute()).map(({ id }) => id)

export const readMailIds = async (ctx: Ctx): Promise<string[]> =>
  (await ctx.tx.selectFrom('kit.mails').select('id').where('organisation_id', '=', ctx.organisation_id).execute()).map(({ id }) => id)

/** Gives the ids of those that it deleted. */
export const deleteMailsOf = async (ctx: Ctx, recipient: string): Promise<string[]> =>
  (await ctx.tx.deleteFrom('kit.mails').where('organisation_id', '=', ctx.organisation_id).where('recipient', '=', recipient).returning('id').execute()).map(({ id }) => id)

export const deleteMailsBefore = (ctx: Ctx, limit: Date) =>
  ctx.tx.deleteFrom('kit.mails').where('organisation_id', '=', ctx.organisation_id).where('created_at', '<', limit).execute()
