import type { HeaderStep } from './visit.ts'

/** HEAD asks where the link leads without going there; X sends three of them for one post, with the agents of browsers. */
export const head: HeaderStep = ({ method }) => (method === 'HEAD' ? 'head' : null)
