import { readOctets, writeOctets } from '../octets.ts'

/** A request for a known link, as the ledger keeps it. */
export interface Hit {
  organisation_id: string
  /** The number of the link, not its id: half as long, a billion times over. */
  link: number
  /** Milliseconds since 1970, UTC. */
  at: number
  /** A number of `dropReasons`; null for a click. */
  reason: number | null
  /** The visitor of the day, 8 octets, one a character; null where nothing needed to tell visitors apart. */
  visitor: string | null
  /** Where a click came from (`origin.ts`); null where that is not known, as in segments that are older than this. */
  origin: number | null
}

/** Octets of one hit in a journal. */
export const hitSize = 48

/** Where each part of a hit begins: organisation 16 | link 8 | at 8 | visitor 8 | reason 2 | has a visitor 2 | origin 4. */
export const places = { link: 16, at: 24, visitor: 32, reason: 40, has_visitor: 42, origin: 44 } as const
const noReason = 0
/** What segments have there that were written before there were origins. */
const noOrigin = 0

/** What all hits of one link begin with. */
export const hitHead = (organisation_id: string, link: number): Buffer => {
  const head = Buffer.alloc(places.at)
  head.write(organisation_id.replaceAll('-', ''), 'hex')
  head.writeBigUInt64LE(BigInt(link), places.link)
  return head
}

/** Writes a hit at `offset`; `into` has room for it. */
export const writeHit = (into: Buffer, offset: number, head: Buffer, at: number, reason: number | null, visitor: string | null, origin: number | null): void => {
  into.set(head, offset)
  into.writeDoubleLE(at, offset + places.at)
  if (visitor === null) into.writeDoubleLE(0, offset + places.visitor)
  else writeOctets(into, offset + places.visitor, visitor)
  into.writeUInt16LE(reason ?? noReason, offset + places.reason)
  into.writeUInt16LE(visitor === null ? 0 : 1, offset + places.has_visitor)
  into.writeInt32LE(origin ?? noOrigin, offset + places.origin)
}

/** Reads the hit at `offset`. */
export const readHit = (from: Buffer, offset: number): Hit => {
  const hex = from.toString('hex', offset, offset + places.link)
  return {
    organisation_id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    link: Number(from.readBigUInt64LE(offset + places.link)),
    at: from.readDoubleLE(offset + places.at),
    reason: from.readUInt16LE(offset + places.reason) || null,
    visitor: from.readUInt8(offset + places.has_visitor) === 0 ? null : readOctets(from, offset + places.visitor),
    origin: from.readInt32LE(offset + places.origin) || null,
  }
}

/** Hits as a journal holds them, one after the other. */
export const hitsAsOctets = (hits: readonly Hit[]): Buffer => {
  const octets = Buffer.alloc(hits.length * hitSize)
  hits.forEach(({ organisation_id, link, at, reason, visitor, origin }, index) => { writeHit(octets, index * hitSize, hitHead(organisation_id, link), at, reason, visitor, origin) })
  return octets
}

/** And read again. */
export const hitsIn = (octets: Buffer): Hit[] => Array.from({ length: octets.length / hitSize }, (_, index) => readHit(octets, index * hitSize))
