import { withHashtags } from './hashtags.ts'
import type { Network } from './shape.ts'

/** Where the text begins: the team's caption, with as many of the content's hashtags as read well on that network; nothing where there is none, for hashtags alone are no text. */
export const startingText = (network: Network, caption: string, hashtags: readonly string[]): string =>
  caption.trim() === '' ? '' : withHashtags(caption, hashtags.slice(0, network.advice.hashtags.max))

/** The text as it is counted and previewed: what the person wrote and the disclosure, the link apart. */
export const countedText = (network: Network, caption: string, disclosure_hashtag: string | null): string =>
  disclosure_hashtag && network.advice.hashtags.max > 0 ? withHashtags(caption, [disclosure_hashtag]) : caption
