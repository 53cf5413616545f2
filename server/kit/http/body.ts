import type { Readable } from 'node:stream'
import { Problem, problem } from '#kit/problem'

/** What a request may weigh: an image, or a file of people in base64. */
const most_megabytes = 16
const most_bytes = most_megabytes * 1024 * 1024

/** Of what weighs more, so much is heard out all the same, kept nowhere: whoever is cut off while sending never reads why. */
const heard_bytes = 8 * most_bytes

const malformed = (): never => problem(400, 'malformed')

/** The bytes of a body. @throws Problem 413 when there are too many, 400 when the sender broke off. */
const read = async (payload: Readable): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of payload.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length
      if (bytes <= most_bytes) chunks.push(chunk)
      else chunks.length = 0
      if (bytes > heard_bytes) break
    }
  } catch {
    return malformed()
  }
  return bytes > most_bytes ? problem(413, 'too_large', { values: { megabytes: most_megabytes } }) : Buffer.concat(chunks)
}

/** A form with files. Fields alone come as JSON. */
export const isForm = (type: string): boolean => /^multipart\/form-data\b/i.test(type)

const parsed = async (bytes: Buffer<ArrayBuffer>, type: string): Promise<unknown> => {
  if (isForm(type)) return new Response(bytes, { headers: { 'content-type': type } }).formData()
  if (bytes.length === 0) return undefined
  // without a type, a page of another site may send anything: only a type that browsers ask leave for is read as JSON
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) return problem(415, 'unknown_type')
  return JSON.parse(new TextDecoder().decode(bytes))
}

/** What a request carries: JSON, or the files of a form. */
export const readBody = async (payload: Readable, type: string): Promise<unknown> => {
  const bytes = await read(payload)
  return parsed(bytes, type).catch((error: unknown) => { if (error instanceof Problem) throw error; return malformed() })
}
