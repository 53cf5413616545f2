import { sharerMark } from '../visitor.ts'
import type { VisitorStep } from './visit.ts'

/** The sharer looks whether their own link works: same address and agent as those they use Portevoix with today. */
export const sharer: VisitorStep = (visit, { marksOf, salt }) => {
  const { sharer_id } = visit.link
  const marks = sharer_id === null ? undefined : marksOf(sharer_id)
  if (sharer_id === null || marks === undefined) return null
  return marks.has(sharerMark(salt, sharer_id, visit)) ? 'sharer' : null
}
