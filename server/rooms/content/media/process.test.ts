import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { processImage } from './process.ts'

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#1f6feb' } })

const processed = async (bytes: Buffer) => {
  const found = await processImage(bytes)
  if (!found.ok) throw new Error(found.reason)
  const sizes = await Promise.all(found.variants.map(async (variant) => {
    const { format, width, height } = await sharp(variant.bytes).metadata()
    return { for: variant.width, type: variant.type, format, width, height }
  }))
  return { ...found, sizes }
}

/** A PNG of any claimed size, tiny on disk. */
const bomb = (width: number, height: number) => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))), chunk('IEND', Buffer.alloc(0))])
}

describe('a picture', () => {
  test('comes in three widths of WebP', async () => {
    const { width, height, sizes } = await processed(await picture(2000, 1000).jpeg().toBuffer())
    expect({ width, height }).toEqual({ width: 1280, height: 640 })
    expect(sizes).toEqual([[320, 160], [640, 320], [1280, 640]].map(([wide, high]) => ({ for: wide, type: 'image/webp', format: 'webp', width: wide, height: high })))
  })

  test.each([
    [100, 50, [[320, 100, 50]]], [320, 10, [[320, 320, 10]]], [500, 500, [[320, 320, 320], [640, 500, 500]]], [1, 1, [[320, 1, 1]]],
  ])('of %i by %i is never enlarged', async (width, height, expected) => {
    const found = await processed(await picture(width, height).png().toBuffer())
    expect(found).toMatchObject({ width, height })
    expect(found.sizes.map((size) => [size.for, size.width, size.height])).toEqual(expected)
  })

  test('loses where and with what it was taken, and stands upright', async () => {
    const taken = await picture(800, 400).withExif({ IFD0: { Make: 'Camera', Artist: 'Anne' }, IFD3: { GPSLatitude: '45/1 46/1 0/1', GPSLatitudeRef: 'N' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect((await sharp(taken).metadata()).exif?.toString('latin1')).toContain('Camera')
    const { width, height, variants } = await processed(taken)
    expect({ width, height }).toEqual({ width: 400, height: 800 })
    for (const { bytes } of variants) {
      const { exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata()
      expect({ exif, icc, xmp, iptc, orientation }).toEqual({})
    }
  })

  test('keeps what is transparent', async () => {
    const { variants } = await processed(await sharp({ create: { width: 10, height: 10, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer())
    expect((await sharp(variants[0]?.bytes).metadata()).hasAlpha).toBe(true)
  })

  test.each(['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff'] as const)('is read from %s', async (format) => {
    expect((await processed(await picture(64, 32).toFormat(format).toBuffer())).sizes).toHaveLength(1)
  })

  test('in grey, in CMYK and in 16 bits is shown in colours of screens', async () => {
    const made = [picture(40, 40).greyscale().png(), picture(40, 40).toColourspace('cmyk').jpeg(), picture(40, 40).toColourspace('rgb16').png()]
    for (const one of made) {
      const { variants } = await processed(await one.toBuffer())
      expect((await sharp(variants[0]?.bytes).metadata()).space).toBe('srgb')
    }
  })

  test('as tall as a poster roll is made to fit', async () => {
    expect(await processed(await picture(900, 30_000).png().toBuffer())).toMatchObject({ width: 240, height: 8000 })
  })
})

describe('refuses', () => {
  test.each([
    ['nothing', Buffer.alloc(0)], ['text', Buffer.from('plain')], ['HTML', Buffer.from('<!doctype html><img src=x>')], ['a script in a picture’s clothes', Buffer.from('GIF89a<script>alert(1)</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>')], ['PDF', Buffer.from('%PDF-1.7\n1 0 obj')],
  ])('%s', async (_, bytes) => {
    expect(await processImage(bytes)).toEqual({ ok: false, reason: 'not_an_image' })
  })

  test('half a picture', async () => {
    const whole = await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, index) => (index * 7919) % 251)), { raw: { width: 300, height: 300, channels: 3 } }).jpeg().toBuffer()
    expect(await processImage(whole.subarray(0, whole.length / 2))).toEqual({ ok: false, reason: 'not_an_image' })
  })

  test.each([[60_000, 60_000], [1_000_000, 100], [8000, 7000]])('a bomb of %i by %i, without unpacking it', async (width, height) => {
    const start = performance.now()
    expect(await processImage(bomb(width, height))).toEqual({ ok: false, reason: 'too_many_pixels', pixels: width * height })
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('a picture that is less than it claims', async () => {
    expect(await processImage(bomb(7000, 7000))).toEqual({ ok: false, reason: 'not_an_image' })
  })
})
