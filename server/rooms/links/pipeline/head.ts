import { houseOnLink } from '../visitor.ts'
import type { HeaderStep } from './visit.ts'

/** HEAD asks where the link leads without going there; X sends three of them for one post, with the agents of browsers. */
export const head: HeaderStep = ({ method, link, ip, at }, { scanners, salt }) => {
  if (method !== 'HEAD') return null
  scanners.noteHead(houseOnLink(salt, link.id, ip), at)
  return 'head'
}
