import { z } from 'zod'

/** RFC 9457 problem details, the one shape of every error answer; texts are in the person's language. */
export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  request_id: z.string().optional(),
})
export type ProblemDetails = z.infer<typeof problemDetails>
