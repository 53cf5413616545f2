import { beneath } from '#app/beneath.ts'

const widths = [320, 640, 1280] as const

/** Where a content's image is, in the width it is shown at and those around it. */
export const mediaAddress = (media_id: string, width: (typeof widths)[number] = 1280): string => beneath(`/media/${media_id}/${width}`)

export const mediaSources = (media_id: string): string => widths.map((width) => `${mediaAddress(media_id, width)} ${width}w`).join(', ')
