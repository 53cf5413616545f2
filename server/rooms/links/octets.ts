/** Octets of a visitor of the day. */
export const visitorSize = 8

/** Writes a visitor, an octet a character; shorter than a call out of JavaScript. */
export const writeOctets = (into: Buffer, offset: number, octets: string): void => {
  for (let index = 0; index < visitorSize; index++) into[offset + index] = octets.charCodeAt(index)
}

export const readOctets = (from: Buffer, offset: number): string => from.toString('latin1', offset, offset + visitorSize)
