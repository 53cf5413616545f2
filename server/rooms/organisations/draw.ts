import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

const largestPixels = 50_000_000
const max_seconds = 4

// A process of its own, which whoever started it may kill: see logo.ts. Ends with 1 where the bytes are no picture we read.
try {
  const source = sharp(await buffer(process.stdin), { limitInputPixels: largestPixels, failOn: 'error', density: 144 })
  const { format } = await source.metadata()
  if (!['png', 'jpeg', 'webp', 'gif', 'avif', 'heif', 'svg'].includes(format)) process.exit(1)
  process.stdout.write(await source.rotate().resize({ width: 640, height: 240, fit: 'inside', withoutEnlargement: format !== 'svg' })
    .timeout({ seconds: max_seconds }).png({ compressionLevel: 9, palette: true }).toBuffer())
} catch {
  process.exitCode = 1
}
