import { uploadPicture } from '#room/content'
import type { Ctx } from '#kit/context'
import { dice } from '../dice.ts'
import { paintAll, type Picture } from '../pictures.ts'
import type { PictureStyle } from '../texts.ts'

export type Gallery = ReadonlyMap<PictureStyle, readonly string[]>

const at_once = 4

/** Paints the pictures, or gives those that were painted before: they do not depend on the visitor. */
const painted = (() => {
  let pictures: Promise<Picture[]> | null = null
  return () => (pictures ??= paintAll(dice(1896)))
})()

/** Hangs the pictures, by style; `hung` is told how many are. */
export const tellPictures = async (ctx: Ctx, hung: (done: number, all: number) => void): Promise<Gallery> => {
  const pictures = await painted()
  const gallery = new Map<PictureStyle, string[]>()
  for (let start = 0; start < pictures.length; start += at_once) {
    const some = pictures.slice(start, start + at_once)
    const kept = await Promise.all(some.map(({ bytes }) => uploadPicture(ctx, bytes)))
    some.forEach(({ style }, index) => gallery.getOrInsertComputed(style, () => []).push(kept[index]?.id ?? ''))
    hung(start + some.length, pictures.length)
  }
  return gallery
}
