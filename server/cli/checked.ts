import type { z } from 'zod'
import { Refusal } from '#kit/refusal'

/** What an option or, where none is named, an argument says, by the shape that the API gives it. @throws Refusal with what to write. */
export const checked = <T>(schema: z.ZodType<T>, value: unknown, example: string, option = ''): T => {
  const read = schema.safeParse(value)
  if (!read.success) throw new Refusal(`${option && `${option} `}${JSON.stringify(value)} is not accepted: write for example ${option && `${option} `}${example}.`)
  return read.data
}
