import sharp from 'sharp'

export interface ProcessedVariant { width: number; type: string; bytes: Buffer }
/** Width and height as the picture stands upright, at its widest variant. */
export type ProcessedImage = { ok: true; width: number; height: number; variants: ProcessedVariant[] } | { ok: false; reason: 'not_an_image' } | { ok: false; reason: 'too_many_pixels'; pixels: number }

const widths = [320, 640, 1280]
/** A telephone's largest pictures; decoded, 200 MB. */
export const max_pixels = 50_000_000
/** WebP holds 16,383; a longer picture than this nobody scrolls through. */
const max_height = 8000
const max_seconds = 10
/** Not SVG: a document that may hold anything, of any size once drawn. */
const readable: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp', 'gif', 'avif', 'heif', 'tiff'])

/**
 * A picture as we keep it: WebP in the widths that screens ask for, upright, without any metadata (place, camera, author), the
 * first image of a moving one. What the file says of its size is read before anything is decoded. A narrower picture than a
 * width is never enlarged: it has one variant for the first width at least as large.
 */
export const processImage = async (bytes: Buffer): Promise<ProcessedImage> => {
  try {
    const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (!readable.has(format)) return { ok: false, reason: 'not_an_image' }
    if (width * height > max_pixels) return { ok: false, reason: 'too_many_pixels', pixels: width * height }
    // Decoded once, at the largest width; the others are made of that.
    const { data, info } = await sharp(bytes, { limitInputPixels: max_pixels, failOn: 'error' }).autoOrient()
      .resize({ width: widths.at(-1), height: max_height, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: max_seconds }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    const wanted = widths.filter((_width, index) => index === 0 || (widths[index - 1] ?? 0) < info.width)
    const variants = await Promise.all(wanted.map(async (wide): Promise<ProcessedVariant> => ({
      width: wide, type: 'image/webp',
      bytes: await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
        .resize({ width: wide, withoutEnlargement: true }).timeout({ seconds: max_seconds }).webp({ quality: 80 }).toBuffer(),
    })))
    return { ok: true, width: info.width, height: info.height, variants }
  } catch {
    // sharp throws for all that it cannot decode: there is no picture in it that could be shown.
    return { ok: false, reason: 'not_an_image' }
  }
}
