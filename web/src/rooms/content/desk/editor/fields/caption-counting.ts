import { networks } from '@portevoix/contract/networks/all'
import { countedText, startingText } from '@portevoix/contract/networks/post'
import { sampleLink } from '@portevoix/contract/networks/sample-link'
import type { Count } from '@portevoix/contract/networks/shape'
import type { CaptionDraft } from '../keeping/draft.ts'

/** How the caption measures up by its network's own rule, with the hashtags, disclosure and link that it will carry: what an ambassador's own counter begins at. */
export const countCaption = ({ network: id, text }: Pick<CaptionDraft, 'network' | 'text'>, hashtags: readonly string[], disclosure_hashtag: string | null): Count => {
  const network = networks[id]
  return network.count(countedText(network, startingText(network, text, hashtags), disclosure_hashtag), sampleLink)
}
