/**
 * Something only the operator can put right: a setting, a folder, a database.
 * The message is one line that says what is wrong and what to write or do; it is shown without a stack trace.
 */
export class Refusal extends Error {
  override name = 'Refusal'
}
