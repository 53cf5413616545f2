import { z } from 'zod'
import { route } from '../route.ts'
import { id, instant, page, pageInput } from '../shapes.ts'

const tags = ['people']

export const mail = z.object({
  id,
  recipient: z.string(),
  kind: z.string(),
  subject: z.string(),
  state: z.enum(['queued', 'sent', 'kept', 'failed', 'bounced']),
  attempts: z.number().int(),
  last_error: z.string().nullable(),
  created_at: instant,
  settled_at: instant.nullable(),
  opens_session: z.boolean(),
})
export type Mail = z.infer<typeof mail>

export const outbox = {
  list: route
    .meta({ permission: 'organisation.manage' })
    .route({ method: 'GET', path: '/mails', summary: 'Mails of the organisation and what became of them', tags })
    .input(z.object({ ...pageInput, state: mail.shape.state.optional() }))
    .output(page(mail)),
  read: route
    .meta({ permission: 'organisation.manage' })
    .route({ method: 'GET', path: '/mails/{id}', summary: 'One mail as it was written; opening one that signs somebody in leaves an audit entry', tags })
    .input(z.object({ id }))
    .output(mail.extend({
      html: z.string().nullable(),
      links: z.array(z.object({ label: z.string(), address: z.string() })),
      /** Why it cannot be read, where that may be told. */
      withheld: z.enum(['delivered', 'not_here', 'demonstration']).nullable(),
    })),
}
