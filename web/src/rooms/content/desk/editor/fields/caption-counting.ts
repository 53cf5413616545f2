import { networks } from '@portevoix/contract/networks/all'
import { sampleLink } from '@portevoix/contract/networks/sample-link'
import type { Count } from '@portevoix/contract/networks/shape'
import type { CaptionDraft } from '../keeping/draft.ts'

/** The whole text of the post, hashtags of the content included. */
const wholeText = ({ network, text }: Pick<CaptionDraft, 'network' | 'text'>, hashtags: readonly string[]): string =>
  networks[network].text({ caption: text, link: sampleLink, hashtags })

/** How the caption measures up by its network's own rule, with the link and hashtags that it will carry. */
export const countCaption = (caption: Pick<CaptionDraft, 'network' | 'text'>, hashtags: readonly string[]): Count =>
  networks[caption.network].count(wholeText(caption, hashtags), sampleLink)
