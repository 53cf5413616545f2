/**
 * The fewest people behind a figure that is shown. Below it, who did what could be guessed by those who know them. Five is what the
 * statistics offices of education and health use for small cells (NHS Digital's disclosure control; the usual k of k-anonymity in
 * published tables is 5 to 11); the law names no number.
 */
export const anonymityThreshold = 5

/** A count of what people did, told from the threshold on: null below. Nobody is not told apart from a few, or the first to do it would be seen doing it. */
export const ifEnough = (count: number): number | null => (count < anonymityThreshold ? null : count)

/**
 * A count of who takes part, from the threshold on: rounded down to a multiple of it, so that two answers subtracted from each other
 * do not tell that one person came or left. Null below.
 */
export const atLeast = (count: number): number | null => ifEnough(count - (count % anonymityThreshold))
