import decode from 'qr/decode.js'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawQrCode } from '#kit/qr'

const read = async (picture: Buffer, width?: number): Promise<string> => {
  const { data, info } = await sharp(picture).resize(width ?? null).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return decode({ data, width: info.width, height: info.height })
}

describe.each(['https://go.acme.fr/salon-2026', 'https://liens.xn--socit-esab.fr/l/abcDEF234567', `https://ambassadors.example.org/l/${'long-'.repeat(12)}a`])('the code of %s', (address) => {
  it('is read as PNG and as SVG, at print size and small', async () => {
    const { svg, png } = await drawQrCode(address)
    expect(await read(Buffer.from(png, 'base64'))).toBe(address)
    expect(await read(Buffer.from(png, 'base64'), 300)).toBe(address)
    expect(await read(Buffer.from(svg), 800)).toBe(address)
  })

  it('is fit for print: 1,200 pixels at least, 300 to the inch, black and white alone, with its quiet zone', async () => {
    const png = Buffer.from((await drawQrCode(address)).png, 'base64')
    const { width, height, density, format } = await sharp(png).metadata()
    expect([format, density, height]).toEqual(['png', 300, width])
    expect(width).toBeGreaterThanOrEqual(1_200)
    expect(png.length).toBeLessThan(20_000)
    const grey = await sharp(png).greyscale().raw().toBuffer()
    expect([...new Set(grey)].sort((one, other) => one - other)).toEqual([0, 255])
    const row = (y: number) => grey.subarray(y * width, (y + 1) * width)
    const first = [...grey].findIndex((pixel) => pixel === 0)
    const module = [...row(Math.floor(first / width))].filter((pixel) => pixel === 0).length
    expect(Math.floor(first / width)).toBe(first % width)
    expect(module).toBeGreaterThan(0)
    // a finder pattern is seven modules wide: the margin before it is four
    const finder = [...row(Math.floor(first / width))].findIndex((pixel, x) => x > first % width && pixel === 255) - (first % width)
    expect((first % width) / (finder / 7)).toBe(4)
  })
})

it('is drawn as SVG without anything but shapes', async () => {
  const { svg } = await drawQrCode('https://go.acme.fr/a')
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="50mm" height="50mm" viewBox="0 0 \d+ \d+"/)
  expect(svg).not.toMatch(/<script|<image|href/i)
})
