import type { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { Refusal } from './failures.ts'

export const understood = 'gzip, br'

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress, zstd: createZstdDecompress,
}

/** Reads a body whole, decompressed, and stops at the first byte too many: a bomb costs no more than the limit. */
export const readBody = async (body: Readable, encoding: string, max_bytes: number, signal: AbortSignal): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      size += chunk.length
      if (size > max_bytes) throw new Refusal('too_large')
      chunks.push(chunk)
    }
  }
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') await pipeline(body, collect, { signal })
  else {
    const decoder = decoders[name]
    if (!decoder) throw new Refusal('bad_answer')
    await pipeline(body, decoder(), collect, { signal })
  }
  return Buffer.concat(chunks)
}
