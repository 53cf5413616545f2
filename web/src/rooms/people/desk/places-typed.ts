/** As many places as an invitation link may have. */
export const mostPlaces = 100_000

/** How many places were asked for: null for as many as come, undefined where what was typed is no number of places. */
export const placesTyped = (typed: string): number | null | undefined => {
  const bare = typed.replace(/\s/g, '')
  if (typed.trim() === '') return null
  const places = /^\d+$/.test(bare) ? Number(bare) : 0
  return places >= 1 && places <= mostPlaces ? places : undefined
}
