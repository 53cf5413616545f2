import { problemBody } from '#kit/http/answers'
import { Problem } from '#kit/problem'
import { explainStartError } from '#kit/start-errors'

/** What a command found: lines for people, the same as JSON with --json. */
export interface Answer { lines: readonly string[]; data: unknown; exit_code?: number }

/** Prints an answer and sets the exit code. */
export const give = (answer: Answer, as_json: boolean): void => {
  process.stdout.write(as_json ? `${JSON.stringify(answer.data)}\n` : answer.lines.map((line) => `${line}\n`).join(''))
  process.exitCode = answer.exit_code ?? 0
}

/** What a rule refused, in one line. */
const problemLine = (error: Problem): string => {
  const { title, detail, errors = [] } = problemBody(error, 'en', '')
  return `${title}: ${errors.length ? errors.map(({ field, message }) => `${field}: ${message}`).join(' ') : detail}`
}

/** Says why a command failed: one line where its operator can put it right, where it failed otherwise. */
export const giveFailure = (error: unknown, as_json: boolean): void => {
  const line = error instanceof Problem ? problemLine(error) : explainStartError(error)
  if (as_json) process.stdout.write(`${JSON.stringify({ error: line ?? String(error) })}\n`)
  process.stderr.write(`${line ?? (error instanceof Error ? error.stack ?? error.message : String(error))}\n`)
  process.exitCode = 1
}
