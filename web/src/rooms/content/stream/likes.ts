import { ifEnough } from '@portevoix/contract/anonymity'
import type { Card } from '@portevoix/contract/feed'

export type Like = Pick<Card, 'liked' | 'likes'>

/** The number beside the heart; null: none. What a device kept from before small numbers were held back tells none either. */
export const toldLikes = ({ likes }: Pick<Card, 'likes'>): number | null => (likes === null ? null : ifEnough(likes))

/** How a card looks at once when it is liked, or no more. A number that is not told stays so until the server tells it. */
export const likedAs = (card: Like, liked: boolean): Partial<Like> =>
  card.liked === liked ? {} : { liked, likes: card.likes === null ? null : ifEnough(card.likes + (liked ? 1 : -1)) }
