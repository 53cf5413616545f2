import sharp from 'sharp'

const largestPixels = 50_000_000

/**
 * A logo as we keep it: a PNG of at most 640 × 240, turned upright, without metadata. Vectors are drawn once here, so
 * that no script of an SVG ever reaches a reader. Null when the bytes are no picture we read.
 */
export const drawLogo = async (bytes: Buffer): Promise<Buffer | null> => {
  try {
    const source = sharp(bytes, { limitInputPixels: largestPixels, failOn: 'error', density: 144 })
    const { format } = await source.metadata()
    if (!['png', 'jpeg', 'webp', 'gif', 'avif', 'heif', 'svg'].includes(format)) return null
    return await source.rotate().resize({ width: 640, height: 240, fit: 'inside', withoutEnlargement: format !== 'svg' }).png({ compressionLevel: 9, palette: true }).toBuffer()
  } catch {
    return null
  }
}
