import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { asJpeg, mostBytes } from './jpeg.ts'

const noise = (width: number, height: number) => sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } }).webp({ quality: 80 }).toBuffer()

test('keeps its size where it is light enough', async () => {
  const picture = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#225588' } }).webp().toBuffer()
  expect(await sharp(await asJpeg(picture)).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 720 })
})

test('is white where it was transparent', async () => {
  const picture = await sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).webp().toBuffer()
  expect([...(await sharp(await asJpeg(picture)).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255])
})

test('is made lighter until WhatsApp takes it, its proportions kept', async () => {
  const heavy = await asJpeg(await noise(1280, 640))
  expect(heavy.length).toBeLessThanOrEqual(mostBytes)
  const { width, height } = await sharp(heavy).metadata()
  expect(width / height).toBeCloseTo(2)
})
