import { networks } from '@portevoix/contract/networks/all'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import { AuthorLine } from './author-line.tsx'
import { LinkCard } from './link-card.tsx'
import { PostText } from './post-text.tsx'
import classes from './preview.module.css'
import type { CardStyle, PreviewProps } from './preview.ts'
import { withoutCardAddress } from './shown.ts'

const cards: Partial<Record<NetworkId, { layout: CardStyle; described: boolean }>> = {
  linkedin: { layout: 'compact', described: false },
  x: { layout: 'titled', described: false },
  facebook: { layout: 'large', described: true },
  threads: { layout: 'large', described: false },
  bluesky: { layout: 'large', described: true },
  mastodon: { layout: 'large', described: true },
}

/** A post in a feed: author, text, card of the link. */
export const FeedPost = ({ network, caption, link, content, author }: PreviewProps) => {
  const text = networks[network].text({ caption, link, hashtags: [] })
  const card = cards[network]
  return (
    <div className={classes.post}>
      <AuthorLine author={author} />
      <PostText network={network} text={withoutCardAddress(text, link, network)} />
      {link !== null && card !== undefined && <LinkCard content={content} link={link} {...card} />}
      <div className={classes.actions} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
    </div>
  )
}
