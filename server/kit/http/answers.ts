import { ORPCError } from '@orpc/server'
import type { Language } from '@portevoix/contract/shapes'
import type { ProblemDetails } from '@portevoix/contract/problem'
import { Problem, type FieldProblem } from '#kit/problem'
import { hasWord, words, type Values } from '#kit/words'

const sentence = (language: Language, code: string, part: 'title' | 'detail', values: Values): string => {
  const [room, ...rest] = code.split('.')
  const key = rest.length ? `${room}.problems.${rest.join('.')}` : `problems.${code}`
  if (hasWord(language, `${key}.${part}`)) return words(language, key)(part, values)
  if (hasWord(language, key)) return words(language, key.split('.').slice(0, -1).join('.'))(key.split('.').at(-1) ?? '', values)
  return words(language, 'problems.unexpected')(part)
}

const fieldSentence = (language: Language, { code, values = {} }: FieldProblem): string => {
  const [room, ...rest] = code.split('.')
  if (rest.length && hasWord(language, `${room}.problems.${rest.join('.')}`)) return words(language, `${room}.problems`)(rest.join('.'), values)
  return words(language, 'problems.fields')(hasWord(language, `problems.fields.${code}`) ? code : 'invalid', values)
}

/** A problem as its RFC 9457 body, in the person's language. */
export const problemBody = (error: Problem, language: Language, request_id: string): ProblemDetails => ({
  type: `https://portevoix.org/problems/${error.code.replaceAll('.', '/')}`,
  title: sentence(language, error.code, 'title', error.values),
  status: error.status,
  code: error.code,
  detail: sentence(language, error.code, 'detail', error.values),
  ...(error.fields.length && { errors: error.fields.map((field) => ({ field: field.field, code: field.code, message: fieldSentence(language, field) })) }),
  request_id,
})

interface Issue { path?: readonly (PropertyKey | { key: PropertyKey })[]; code?: string; format?: string; minimum?: number | bigint; maximum?: number | bigint; origin?: string; params?: { code?: string; values?: Record<string, string | number> } }

const fieldOf = (issue: Issue): FieldProblem => {
  const field = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
  const kind = issue.origin === 'string' ? 'text' : issue.origin === 'array' ? 'list' : 'number'
  if (issue.code === 'too_big' && issue.origin === 'file') return { field, code: 'too_big_file', values: { megabytes: Number(issue.maximum) / 1_000_000 } }
  switch (issue.code) {
    case 'too_small': return issue.origin === 'string' && Number(issue.minimum) === 1 ? { field, code: 'required' } : { field, code: `too_small_${kind}`, values: { minimum: Number(issue.minimum) } }
    case 'too_big': return { field, code: `too_big_${kind}`, values: { maximum: Number(issue.maximum) } }
    case 'invalid_format': return { field, code: `invalid_${issue.format ?? 'format'}` }
    case 'invalid_type': return { field, code: 'required' }
    case 'custom': return { field, code: issue.params?.code ?? 'invalid', values: issue.params?.values ?? {} }
    default: return { field, code: 'invalid' }
  }
}

/** The server's own refusals of what could not be read, before any handler: a type that is none, an address that breaks off. */
const refusalOf = (error: unknown): Problem | null => {
  if (!(error instanceof Error) || !('statusCode' in error) || !('code' in error) || !String(error.code).startsWith('FST_')) return null
  const status = Number(error.statusCode)
  if (!(status >= 400 && status < 500)) return null
  return new Problem(status, status === 404 ? 'not_found' : status === 415 ? 'unknown_type' : 'malformed')
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions, an operator's intervention, too many connections
const away = /^(?:08...|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/
const awayWords = /^(?:timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/

const saysAway = (error: Error): boolean => ('code' in error && typeof error.code === 'string'
  ? away.test(error.code) || (error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect')
  : awayWords.test(error.message))

/** Whether the database could not be reached, or left while it was asked; the sign-in library tells it as a cause. */
const isDatabaseAway = (error: unknown): boolean => error instanceof Error && (saysAway(error) || (error.cause !== error && isDatabaseAway(error.cause)))

/** Whatever a handler threw, as a problem; null when it was not expected. */
export const asProblem = (error: unknown): Problem | null => {
  if (error instanceof Problem) return error
  if (isDatabaseAway(error)) return new Problem(503, 'unavailable')
  if (error instanceof ORPCError) {
    if (error.code === 'BAD_REQUEST') {
      const issues: readonly Issue[] = error.data?.issues ?? []
      return new Problem(issues.length ? 422 : 400, issues.length ? 'invalid_input' : 'malformed', { fields: issues.map(fieldOf) })
    }
    if (error.code === 'NOT_FOUND') return new Problem(404, 'not_found')
    if (error.cause !== undefined && error.cause !== error) return asProblem(error.cause)
  }
  return refusalOf(error)
}
