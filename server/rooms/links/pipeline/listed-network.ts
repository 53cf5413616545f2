import type { HeaderStep } from './visit.ts'

/** A network that the operator listed: a security scanner's, a monitoring service's. */
export const listedNetwork: HeaderStep = ({ ip }, { isListed }) => (isListed(ip) ? 'listed_network' : null)
