import sharp from 'sharp'
import type { Dice } from './dice.ts'
import { pictureStyles, type PictureStyle } from './texts.ts'

const width = 1280
const height = 720

/** Four colours that go together: a ground, two middle tones, an accent. */
const palettes = [
  ['#f4ead7', '#d99a5b', '#8c4a2f', '#2f4b4f'], ['#e7f0ec', '#7fb69e', '#2f7d5b', '#f2b84b'], ['#eaf0f8', '#86aee0', '#2b4c8c', '#f28c6a'],
  ['#f8ecef', '#e29bb0', '#a23b72', '#33475b'], ['#f2f0fa', '#a9a4dc', '#5b5ea6', '#f0a85c'], ['#fdf6e3', '#e8c468', '#b7791f', '#3c6e71'],
] as const
type Palette = (typeof palettes)[number]

const whole = (number: number) => Math.round(number)
const circle = (x: number, y: number, r: number, fill: string, opacity = 1) => `<circle cx="${whole(x)}" cy="${whole(y)}" r="${whole(r)}" fill="${fill}" fill-opacity="${opacity}"/>`

/** Layers of hills under a sun. */
const waves = (dice: Dice, [, light, deep, accent]: Palette): string => {
  const hill = (base: number, swell: number, fill: string, opacity: number) => {
    const points = Array.from({ length: 7 }, (_, step) => [step * 214, base + Math.sin(step * dice.between(0.7, 1.3)) * swell] as const)
    const curve = points.slice(1).map(([x, y], index) => `S ${whole(x - 107)} ${whole(y)} ${x} ${whole((y + (points[index]?.[1] ?? y)) / 2)}`).join(' ')
    return `<path d="M 0 ${whole(points[0]?.[1] ?? base)} ${curve} V ${height} H 0 Z" fill="${fill}" fill-opacity="${opacity}"/>`
  }
  return circle(dice.between(300, 1000), dice.between(150, 260), 95, accent, 0.9) + hill(360, 60, light, 0.6) + hill(450, 70, light, 1) + hill(540, 55, deep, 0.75) + hill(620, 45, deep, 1)
}

/** Cubes in perspective. */
const blocks = (dice: Dice, [, light, deep, accent]: Palette): string => {
  const cube = (x: number, y: number, tall: number, top: string) => {
    const [w, h] = [80, 46]
    return `<path d="M${x} ${y} l${w} ${h} v${tall} l${-w} ${-h} Z" fill="${deep}"/><path d="M${x + 2 * w} ${y} l${-w} ${h} v${tall} l${w} ${-h} Z" fill="${light}"/><path d="M${x} ${y} l${w} ${-h} l${w} ${h} l${-w} ${h} Z" fill="${top}"/>`
  }
  return Array.from({ length: 7 }, (_, row) => Array.from({ length: 9 }, (__, column) => {
    const tall = whole(dice.between(40, 230))
    return cube(column * 160 - (row % 2) * 80 - 80, 220 + row * 80 - tall, tall, dice.chance(0.15) ? accent : '#ffffff')
  }).join('')).join('')
}

/** The section of a trunk. */
const rings = (dice: Dice, [, light, deep, accent]: Palette): string => {
  const [x, y] = [dice.between(380, 900), dice.between(260, 460)]
  return Array.from({ length: 17 }, (_, index) => {
    const r = 700 - index * 41 + dice.between(-9, 9)
    return `<ellipse cx="${whole(x + dice.between(-8, 8))}" cy="${whole(y)}" rx="${whole(r)}" ry="${whole(r * dice.between(0.9, 0.98))}" fill="${index % 5 === 4 ? accent : index % 2 ? light : deep}" fill-opacity="${index % 2 ? 0.55 : 0.32}"/>`
  }).join('') + circle(x, y, 20, deep)
}

/** Translucent discs. */
const circles = (dice: Dice, [, light, deep, accent]: Palette): string =>
  Array.from({ length: 13 }, () => circle(dice.between(0, width), dice.between(0, height), dice.between(70, 260), dice.one([light, deep, accent]), dice.between(0.25, 0.7))).join('')

/** A row of arches. */
const arches = (dice: Dice, [, light, deep, accent]: Palette): string =>
  Array.from({ length: 5 }, (_, index) => {
    const x = 40 + index * 245
    const top = dice.between(180, 330)
    const sheet = (inset: number, fill: string) => `<path d="M${x + inset} ${height} V${whole(top + inset + 110)} a${110 - inset} ${110 - inset} 0 0 1 ${220 - 2 * inset} 0 V${height} Z" fill="${fill}"/>`
    const order = dice.shuffled([light, deep, accent])
    return sheet(0, order[0] ?? light) + sheet(34, order[1] ?? deep) + sheet(68, order[2] ?? accent)
  }).join('')

/** Leaves and seeds. */
const leaves = (dice: Dice, [, light, deep, accent]: Palette): string =>
  Array.from({ length: 54 }, () => {
    const size = dice.between(70, 190)
    const [x, y] = [whole(dice.between(0, width)), whole(dice.between(0, height))]
    if (dice.chance(0.25)) return circle(x, y, size / 7, accent)
    return `<path transform="translate(${x} ${y}) rotate(${whole(dice.between(0, 360))})" d="M0 0 Q ${whole(size / 2)} ${whole(-size / 2)} ${whole(size)} 0 Q ${whole(size / 2)} ${whole(size / 2)} 0 0 Z" fill="${dice.one([light, deep, light, accent])}" fill-opacity="0.9"/>`
  }).join('')

const painters: Readonly<Record<PictureStyle, (dice: Dice, palette: Palette) => string>> = { waves, blocks, rings, circles, arches, leaves }

export interface Picture { style: PictureStyle; bytes: Buffer }

/** An abstract picture of our own making, as PNG. */
export const paint = async (dice: Dice, style: PictureStyle, palette_index: number): Promise<Picture> => {
  const palette = palettes[palette_index % palettes.length] ?? palettes[0]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${palette[0]}"/>${painters[style](dice, palette)}</svg>`
  return { style, bytes: await sharp(Buffer.from(svg)).png({ compressionLevel: 3 }).toBuffer() }
}

const palettesOfStyle = 4

/** Every style, in some of the palettes: others for each. */
export const paintAll = (dice: Dice): Promise<Picture[]> =>
  Promise.all(pictureStyles.flatMap((style, place) => Array.from({ length: palettesOfStyle }, (_, turn) => paint(dice, style, place + turn))))
