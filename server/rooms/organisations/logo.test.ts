import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawLogo } from './logo.ts'

const svg = (inside: string, size = 300) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${inside}</svg>`)

test('a picture is kept as a small PNG', async () => {
  const drawn = await drawLogo(svg('<rect width="300" height="300" fill="#0a5c5c"/>'))
  expect(await sharp(drawn ?? Buffer.alloc(0)).metadata()).toMatchObject({ format: 'png', width: 240, height: 240 })
  const photo = await sharp({ create: { width: 2000, height: 200, channels: 3, background: '#225588' } }).jpeg().toBuffer()
  expect(await sharp(await drawLogo(photo) ?? Buffer.alloc(0)).metadata()).toMatchObject({ format: 'png', width: 640, height: 64 })
})

test.each([['nothing', Buffer.alloc(0)], ['words', Buffer.from('no picture')], ['a vector that breaks off', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect')]])('%s is no picture', async (_, bytes) => {
  expect(await drawLogo(bytes)).toBeNull()
})

test('a vector that would be drawn for minutes is given up within seconds', async () => {
  const primitives = '<feGaussianBlur stdDeviation="90"/><feMorphology operator="dilate" radius="40"/><feTurbulence baseFrequency="0.5" numOctaves="9"/>'.repeat(6)
  const nested = 90
  const trap = svg(`<filter id="f" x="-1" y="-1" width="3" height="3">${primitives}</filter>${'<g filter="url(#f)">'.repeat(nested)}<rect width="3000" height="3000"/>${'</g>'.repeat(nested)}`, 3500)
  const before = performance.now()
  expect(await drawLogo(trap)).toBeNull()
  expect(performance.now() - before).toBeLessThan(9000)
}, 20_000)
