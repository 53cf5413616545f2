import sharp from 'sharp'
import { encode } from 'uqr'

/** A QR code for paper and screens: error correction M (15 %), the quiet zone of four modules that ISO/IEC 18004 asks for, black on white. */
export interface QrCode { svg: string; /** In base64. */ png: string }

/** A PNG is at least so many pixels wide: 10 cm at 300 dots an inch. */
const width_pixels = 1_200
const dots_per_inch = 300
/** As wide as an SVG is where nobody says otherwise, in millimetres. */
const width_millimetres = 50

type Modules = readonly (readonly boolean[])[]

/** Dark modules of a row, those side by side in one piece: between pieces, printers and screens show seams. */
const runsOf = (row: readonly boolean[], y: number): string =>
  row.map((dark, x) => {
    if (!dark || row[x - 1] === true) return ''
    const end = row.indexOf(false, x)
    const length = (end < 0 ? row.length : end) - x
    return `M${x} ${y}h${length}v1h-${length}z`
  }).join('')

const drawSvg = (modules: Modules): string => {
  const size = modules.length
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width_millimetres}mm" height="${width_millimetres}mm" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">`
    + `<path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/><path fill="#000" d="${modules.map(runsOf).join('')}"/></svg>`
}

const drawPng = (modules: Modules): Promise<Buffer> => {
  const size = modules.length
  // whole pixels a module, so that no edge is grey
  const scale = Math.ceil(width_pixels / size)
  return sharp(Buffer.from(modules.flatMap((row) => row.map((dark) => (dark ? 0 : 255)))), { raw: { width: size, height: size, channels: 1 } })
    .resize(size * scale, size * scale, { kernel: 'nearest' }).withMetadata({ density: dots_per_inch }).png({ palette: true, colours: 2, compressionLevel: 9 }).toBuffer()
}

export const drawQrCode = async (text: string): Promise<QrCode> => {
  const { data } = encode(text, { ecc: 'M', border: 4 })
  return { svg: drawSvg(data), png: (await drawPng(data)).toString('base64') }
}
