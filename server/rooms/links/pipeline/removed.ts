import type { HeaderStep } from './visit.ts'

/** The link was ended: nobody arrives anywhere. */
export const removed: HeaderStep = ({ link }) => (link.removed ? 'removed' : null)
