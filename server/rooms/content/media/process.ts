import sharp from 'sharp'

export interface ProcessedVariant { width: number; type: string; bytes: Buffer }
/** Width and height as the picture stands upright, at its widest variant. */
export type ProcessedImage = { ok: true; width: number; height: number; variants: ProcessedVariant[] } | { ok: false; reason: 'not_an_image' | 'too_many_pixels' }

const widths = [320, 640, 1280]
const largestPixels = 50_000_000
const readable = new Set(['png', 'jpeg', 'webp', 'gif', 'avif', 'heif', 'svg'])

/** A picture as we keep it: WebP in the widths that screens ask for, upright, without any metadata (place, camera, author). */
export const processImage = async (bytes: Buffer): Promise<ProcessedImage> => {
  try {
    const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (!readable.has(format)) return { ok: false, reason: 'not_an_image' }
    if (width * height > largestPixels) return { ok: false, reason: 'too_many_pixels' }
    const upright = await sharp(bytes, { limitInputPixels: largestPixels, failOn: 'error' }).autoOrient().toBuffer({ resolveWithObject: true })
    const wanted = widths.filter((_width, index) => index === 0 || (widths[index - 1] ?? 0) < upright.info.width)
    const variants = await Promise.all(wanted.map(async (wide): Promise<ProcessedVariant & { height: number }> => {
      const { data, info } = await sharp(upright.data, { limitInputPixels: largestPixels }).resize({ width: wide, withoutEnlargement: true }).webp({ quality: 80 }).toBuffer({ resolveWithObject: true })
      return { width: wide, type: 'image/webp', bytes: data, height: info.height }
    }))
    const largest = variants.at(-1)
    if (!largest) return { ok: false, reason: 'not_an_image' }
    const shown = Math.min(upright.info.width, largest.width)
    return { ok: true, width: shown, height: Math.max(1, largest.height), variants: variants.map(({ height: _, ...variant }) => variant) }
  } catch {
    return { ok: false, reason: 'not_an_image' }
  }
}
