import { implement } from '@orpc/server'
import { z } from 'zod'
import { people } from '@portevoix/contract/people'
import { mail } from '@portevoix/contract/people/outbox'
import { pageOf, readCursor } from '#kit/cursor'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { openMail } from '../actions/outbox.ts'
import { readMails } from '../queries/outbox.ts'

const os = implement(people.outbox).$context<Request>().use(guard)

const present = <Row extends { state: string; created_at: Date; settled_at: Date | null }>(row: Row) =>
  ({ ...row, state: mail.shape.state.parse(row.state), created_at: row.created_at.toISOString(), settled_at: row.settled_at?.toISOString() ?? null })

export const outboxRoutes = {
  list: os.list.handler(({ input, context }) => context.within(async (ctx) =>
    pageOf(await readMails(ctx, { state: input.state ?? null, before: readCursor(input.cursor, z.uuid()), limit: input.limit + 1 }), input.limit, ({ id }) => id, present))),
  read: os.read.handler(({ input: { id }, context }) => context.within(async (ctx) => present(await openMail(ctx, id)))),
}
