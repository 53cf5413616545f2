import { ORPCError } from '@orpc/client'
import type { ProblemDetails } from '@portevoix/contract/problem'

/** An answer other than the good one, worded by the server in the person's language (RFC 9457). */
export class Problem extends ORPCError<string, ProblemDetails> {
  constructor(details: ProblemDetails) {
    super(details.code, { status: details.status, message: details.detail, data: details })
  }

  get title(): string {
    return this.data.title
  }
}

/** A body that is problem details, or null. */
export const problemDetailsOf = (body: unknown): ProblemDetails | null => {
  if (typeof body !== 'object' || body === null) return null
  const { type, title, status, code, detail } = body as Partial<ProblemDetails>
  return typeof type === 'string' && typeof title === 'string' && typeof status === 'number' && typeof code === 'string' && typeof detail === 'string' ? (body as ProblemDetails) : null
}

export const isProblem = (error: unknown, code?: string): error is Problem => error instanceof Problem && (code === undefined || error.code === code)

/** The server was reached and had no answer to give, as while its database is away. */
export const isTrouble = (error: unknown): error is Problem => error instanceof Problem && error.status >= 500

/** Each refused field with its sentence, as `form.setErrors` of @mantine/form takes it: `captions.0.text`. */
export const fieldErrors = (error: unknown): Record<string, string> =>
  isProblem(error) ? Object.fromEntries((error.data.errors ?? []).map(({ field, message }) => [field, message])) : {}

/** The server was not reached at all; worded in the person's language once its words are there. */
export class Unreachable extends Error {}

// What Chromium, Firefox and Safari say of a part of the interface that could not be fetched.
const missingPart = /dynamically imported module|importing a module script/i

export const isUnreachable = (error: unknown): boolean => error instanceof Unreachable || (error instanceof TypeError && missingPart.test(error.message))
