/** What a command found: lines for people, the same as JSON with --json. */
export interface Answer { lines: readonly string[]; data: unknown; exit_code?: number }

/** Prints an answer and sets the exit code. */
export const give = (answer: Answer, as_json: boolean): void => {
  process.stdout.write(as_json ? `${JSON.stringify(answer.data)}\n` : answer.lines.map((line) => `${line}\n`).join(''))
  process.exitCode = answer.exit_code ?? 0
}
