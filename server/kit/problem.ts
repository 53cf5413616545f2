/** A field that was refused; `field` is its path in the input (`captions.0.text`). */
export interface FieldProblem { field: string; code: string; values?: Record<string, string | number> }

/**
 * An answer other than the good one. `code` is a key of the catalogues: `forbidden` is read in problems.json,
 * `content.already_published` under "problems" in content.json. The edge words it in the person's language (RFC 9457).
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: readonly FieldProblem[]
  readonly values: Record<string, string | number>

  constructor(status: number, code: string, options: { fields?: readonly FieldProblem[]; values?: Record<string, string | number> } = {}) {
    super(`${status} ${code}`)
    this.status = status
    this.code = code
    this.fields = options.fields ?? []
    this.values = options.values ?? {}
  }
}

/** Stops the request with this answer. */
export const problem = (status: number, code: string, options: { fields?: readonly FieldProblem[]; values?: Record<string, string | number> } = {}): never => {
  throw new Problem(status, code, options)
}

/** What the actor may not see does not exist. */
export const notFound = (): never => problem(404, 'not_found')

/** The record, or 404. */
export const found = <T>(record: T | null | undefined): T => record ?? notFound()

/** A refusal of one field, 422. */
export const refuseField = (field: string, code: string, values: Record<string, string | number> = {}): never =>
  problem(422, 'invalid_input', { fields: [{ field, code, values }] })
