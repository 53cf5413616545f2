interface Ended { state: string; published_at: Date | string | null; expires_at: Date | string | null }

const moment = (at: Date | string): number => new Date(at).getTime()

/** When a content was last taken out of the feeds, by hand or by its end; undefined: never. */
export const lastExpiry = <At extends Date | string>(decisions: readonly { verb: string; at: At }[]): At | undefined => decisions.findLast(({ verb }) => verb === 'expired')?.at

/**
 * Whether the end of a content is the one that took it out of the feeds, or that being taken out gave it: it is over with that publication,
 * and says nothing of the next.
 */
export const isEndOver = ({ state, published_at, expires_at }: Ended, decisions: readonly { verb: string; at: Date | string }[]): boolean => {
  const expired_at = lastExpiry(decisions)
  return state === 'expired' && published_at !== null && expires_at !== null && expired_at !== undefined
    && moment(expires_at) >= moment(published_at) && moment(expires_at) <= moment(expired_at)
}
