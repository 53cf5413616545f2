import { z } from 'zod'

/** What networks' robots are shown of a content. */
export const preview = z.object({
  title: z.string(),
  description: z.string(),
  /** An address, or a path on the web service (`/media/…`). */
  image: z.string().nullable(),
  image_alt: z.string().nullable(),
  /** Width and height in pixels: with them, Facebook shows the image to the very first sharer. */
  image_size: z.tuple([z.number(), z.number()]).nullish(),
  site_name: z.string(),
  language: z.string(),
})
export type Preview = z.infer<typeof preview>
