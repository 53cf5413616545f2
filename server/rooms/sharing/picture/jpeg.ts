import sharp from 'sharp'

/** What WhatsApp still shows; other networks take more. */
export const mostBytes = 300_000
const max_seconds = 10
const tries = [{ quality: 82, width: 1280 }, { quality: 68, width: 1280 }, { quality: 68, width: 960 }, { quality: 55, width: 640 }] as const

/** A picture as every network takes it in a card: LinkedIn and WhatsApp do without WebP, and JPEG knows no transparency. */
export const asJpeg = async (bytes: Buffer): Promise<Buffer> => {
  let made = bytes
  for (const { quality, width } of tries) {
    made = await sharp(bytes, { limitInputPixels: 50_000_000 }).timeout({ seconds: max_seconds }).flatten({ background: '#ffffff' }).resize({ width, withoutEnlargement: true }).jpeg({ quality, mozjpeg: true }).toBuffer()
    if (made.length <= mostBytes) break
  }
  return made
}
