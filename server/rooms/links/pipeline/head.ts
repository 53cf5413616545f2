import { callerOnLink } from './scanner.ts'
import type { HeaderStep } from './visit.ts'

/** HEAD asks where the link leads without going there; X sends three of them for one post, with the agents of browsers. */
export const head: HeaderStep = (visit, { scanners }) => {
  if (visit.method !== 'HEAD') return null
  scanners.noteHead(callerOnLink(visit), visit.at)
  return 'head'
}
