/** A request for a known link, as the ledger keeps it. */
export interface Hit {
  organisation_id: string
  /** The number of the link, not its id: half as long, a billion times over. */
  link: number
  /** Milliseconds since 1970, UTC. */
  at: number
  /** A number of `dropReasons`; null for a click. */
  reason: number | null
  /** The visitor of the day, 16 hexadecimal digits; null where nothing needed to tell visitors apart. */
  visitor: string | null
}

/** Octets of one hit in a journal. */
export const hitSize = 48

// organisation 16 | link 8 | at 8 | visitor 8 | reason 2 | has a visitor 1 | 5 unused
const noReason = 0

/** What all hits of one link begin with. */
export const hitHead = (organisation_id: string, link: number): Buffer => {
  const head = Buffer.alloc(24)
  head.write(organisation_id.replaceAll('-', ''), 'hex')
  head.writeBigUInt64LE(BigInt(link), 16)
  return head
}

/** Writes a hit at `offset`; `into` has room for it. */
export const writeHit = (into: Buffer, offset: number, head: Buffer, at: number, reason: number | null, visitor: string | null): void => {
  head.copy(into, offset)
  into.writeDoubleLE(at, offset + 24)
  if (visitor === null) into.fill(0, offset + 32, offset + 40)
  else into.write(visitor, offset + 32, 8, 'hex')
  into.writeUInt16LE(reason ?? noReason, offset + 40)
  into.writeUInt8(visitor === null ? 0 : 1, offset + 42)
  into.fill(0, offset + 43, offset + hitSize)
}

const uuidOf = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`

// hits of one organisation come one after the other: its id is spelled out once
let spelled = { first: 0, second: 0, third: 0, fourth: 0, id: uuidOf('0'.repeat(32)) }

const organisationAt = (from: Buffer, offset: number): string => {
  const [first, second, third, fourth] = [from.readUInt32LE(offset), from.readUInt32LE(offset + 4), from.readUInt32LE(offset + 8), from.readUInt32LE(offset + 12)]
  if (spelled.fourth !== fourth || spelled.third !== third || spelled.second !== second || spelled.first !== first) {
    spelled = { first, second, third, fourth, id: uuidOf(from.toString('hex', offset, offset + 16)) }
  }
  return spelled.id
}

/** Reads the hit at `offset`. */
export const readHit = (from: Buffer, offset: number): Hit => ({
  organisation_id: organisationAt(from, offset),
  link: Number(from.readBigUInt64LE(offset + 16)),
  at: from.readDoubleLE(offset + 24),
  reason: from.readUInt16LE(offset + 40) || null,
  visitor: from.readUInt8(offset + 42) === 0 ? null : from.toString('hex', offset + 32, offset + 40),
})
