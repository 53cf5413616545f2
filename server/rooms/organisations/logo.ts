import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** Beyond it a file is a trap: a few lines of SVG can ask for minutes of drawing, which nothing within a process stops. */
const max_seconds = 5
const most_bytes = 4_000_000

/**
 * A logo as we keep it: a PNG of at most 640 × 240, turned upright, without metadata. Vectors are drawn once here, so
 * that no script of an SVG ever reaches a reader; apart, so that what takes too long is ended, and knows nothing of what
 * this process knows. Null when the bytes are no picture we read, or none that is drawn in time.
 */
export const drawLogo = (bytes: Buffer): Promise<Buffer | null> => new Promise((resolve) => {
  const drawing = execFile(process.execPath, [join(import.meta.dirname, 'draw.ts')], { env: {}, encoding: 'buffer', maxBuffer: most_bytes, timeout: max_seconds * 1000, killSignal: 'SIGKILL' },
    (error, drawn) => { resolve(error || drawn.length === 0 ? null : drawn) })
  // a process that ended early has said why by its end
  drawing.stdin?.on('error', () => undefined).end(bytes)
})
