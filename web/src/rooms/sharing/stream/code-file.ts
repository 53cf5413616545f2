import { slugTyped } from '../campaign/slug.ts'

/** So much of a title tells one file from another. */
const longest = 60

/** How the files of a share's QR code are named: by its content and its network, in letters that every device takes. */
export const codeFile = ({ network, content_title }: { network: string; content_title: string | null }): string =>
  ['portevoix', slugTyped(content_title ?? '').slice(0, longest).replace(/-$/, ''), network].filter(Boolean).join('-')
