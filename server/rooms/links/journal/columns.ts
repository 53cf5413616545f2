import { hitSize, places } from './hit.ts'

/** The types of PostgreSQL that a column may have, by their numbers in its catalogue (pg_type.dat), and their octets. */
const types = { smallint: { oid: 21, octets: 2 }, integer: { oid: 23, octets: 4 }, bigint: { oid: 20, octets: 8 }, uuid: { oid: 2950, octets: 16 } } as const
type Type = keyof typeof types

// dimensions, whether there are nulls, the type, how many there are, the number of the first
const arrayHead = 20

/** An array of PostgreSQL in its binary form (array_send in arrayfuncs.c): each value has its length before it, -1 for null. */
const createColumn = (type: Type, count: number) => {
  const { oid, octets } = types[type]
  const buffer = Buffer.allocUnsafe(arrayHead + count * (4 + octets))
  ;[1, 1, oid, count, 1].forEach((value, index) => buffer.writeInt32BE(value, index * 4))
  let end = arrayHead
  return {
    /** Where the value is to be written. */
    value(): number {
      buffer.writeInt32BE(octets, end)
      end += 4 + octets
      return end - octets
    },
    null(): void {
      buffer.writeInt32BE(-1, end)
      end += 4
    },
    buffer,
    whole: () => buffer.subarray(0, end),
  }
}

const upper = 2 ** 32

/** Tells organisations apart by their octets; hits of one come one after the other. */
const createOrganisations = () => {
  const known: Buffer[] = []
  let latest = 0
  return {
    known,
    placeAt(run: Buffer, offset: number): number {
      const isAt = (place: number) => known[place]?.compare(run, offset, offset + places.link) === 0
      if (isAt(latest)) return latest
      latest = known.findIndex((_, place) => isAt(place))
      if (latest < 0) latest = known.push(run.subarray(offset, offset + places.link)) - 1
      return latest
    },
  }
}

/**
 * Hits, as they lie in a journal, as PostgreSQL takes them: the organisations, then an array each of their place among those
 * (from 1), moment, link, reason, visitor and origin. Octets are moved and nothing is spelled out: both sides would take twice as long.
 */
export const columnsOf = (runs: readonly Buffer[]): Buffer[] => {
  const count = runs.reduce((sum, { length }) => sum + length / hitSize, 0)
  const organisations = createOrganisations()
  const [place, at, link, reason, visitor, origin] = [createColumn('integer', count), createColumn('bigint', count), createColumn('bigint', count), createColumn('smallint', count), createColumn('bigint', count), createColumn('integer', count)]
  for (const run of runs) {
    for (let offset = 0; offset < run.length; offset += hitSize) {
      place.buffer.writeInt32BE(organisations.placeAt(run, offset) + 1, place.value())
      const moment = run.readDoubleLE(offset + places.at)
      const at_start = at.value()
      at.buffer.writeInt32BE(Math.floor(moment / upper), at_start)
      at.buffer.writeUInt32BE(moment >>> 0, at_start + 4)
      const link_start = link.value()
      link.buffer.writeUInt32BE(run.readUInt32LE(offset + places.link + 4), link_start)
      link.buffer.writeUInt32BE(run.readUInt32LE(offset + places.link), link_start + 4)
      const code = run.readUInt16LE(offset + places.reason)
      if (code === 0) reason.null()
      else reason.buffer.writeUInt16BE(code, reason.value())
      if (run[offset + places.has_visitor] === 0) visitor.null()
      else run.copy(visitor.buffer, visitor.value(), offset + places.visitor, offset + places.reason)
      const marks = run.readInt32LE(offset + places.origin)
      if (marks === 0) origin.null()
      else origin.buffer.writeInt32BE(marks, origin.value())
    }
  }
  const ids = createColumn('uuid', organisations.known.length)
  for (const id of organisations.known) id.copy(ids.buffer, ids.value())
  return [ids, place, at, link, reason, visitor, origin].map((column) => column.whole())
}
