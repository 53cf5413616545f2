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

const parsed = async (bytes: Buffer<ArrayBuffer>, type: string): Promise<unknown> => {
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) return new Response(bytes, { headers: { 'content-type': type } }).formData()
  if (type !== '' && !/^application\/([\w.-]+\+)?json\b/i.test(type)) return problem(415, 'unknown_type')
  const text = new TextDecoder().decode(bytes)
  return text === '' ? undefined : JSON.parse(text)
}

/** What a request carries: JSON, or the fields of a form. */
export const readBody = async (payload: Readable, type: string): Promise<unknown> => {
  const bytes = await read(payload)
  return parsed(bytes, type).catch((error: unknown) => { if (error instanceof Problem) throw error; return malformed() })
}
