interface Known { departures: number; numbers: Map<string, number> }

/** As many numbers as a process remembers, of all organisations together. */
const most = 200_000
const known = new Map<string, Known>()

/**
 * The numbers of an organisation's members that were asked for before, in this process. A member has theirs for good and no other
 * member gets it; once somebody has left (`departures`: how many did so far) all are asked for anew, for who left has none.
 */
export const numbersKnown = (organisation_id: string, departures: number): Map<string, number> => {
  const before = known.get(organisation_id)
  const numbers = before?.departures === departures ? before.numbers : new Map<string, number>()
  // the organisation that was asked for longest ago goes first
  known.delete(organisation_id)
  known.set(organisation_id, { departures, numbers })
  let total = known.values().reduce((sum, one) => sum + one.numbers.size, 0)
  for (const [id, oldest] of known) {
    if (total <= most || id === organisation_id) break
    known.delete(id)
    total -= oldest.numbers.size
  }
  return numbers
}
