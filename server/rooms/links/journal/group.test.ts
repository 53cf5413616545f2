import { describe, expect, test } from 'vitest'
import { groupHead, readGroups, sealGroup } from './group.ts'
import { hitHead, hitsAsOctets, hitsIn, hitSize, readHit, writeHit, type Hit } from './hit.ts'

const organisation_id = '01994a6e-0000-7000-8000-0000000000ff'
const samples: Hit[] = [
  { organisation_id, link: 1, at: 1_764_083_000_123, reason: null, visitor: '\u0001#Eg\u0089«Íï', origin: 1 },
  { organisation_id, link: 2 ** 40, at: 0, reason: 10, visitor: null, origin: null },
  { organisation_id: 'ffffffff-ffff-4fff-bfff-ffffffffffff', link: 10_000_000, at: 4_102_444_800_000, reason: 65_535, visitor: 'ÿÿÿÿÿÿÿÿ', origin: null },
  { organisation_id, link: 7, at: 1_764_083_000_124, reason: null, visitor: '\0\0\0\0\0\0\0\0', origin: -(2 ** 31) },
]

const group = (hits: readonly Hit[]): Buffer => {
  const bytes = Buffer.alloc(groupHead + hits.length * hitSize, 0xaa)
  hits.forEach(({ organisation_id, link, at, reason, visitor, origin }, index) => {
    writeHit(bytes, groupHead + index * hitSize, hitHead(organisation_id, link), at, reason, visitor, origin)
  })
  sealGroup(bytes, bytes.length)
  return bytes
}

test.each(samples)('a hit is read as it was written: %o', (hit) => {
  expect(readHit(group([hit]), groupHead)).toEqual(hit)
})

test('hits that follow one another are read so, and what is not used of them is empty', () => {
  const octets = hitsAsOctets(samples)
  expect(hitsIn(octets)).toEqual(samples)
  expect(octets.length).toBe(samples.length * hitSize)
  expect(octets.equals(group(samples).subarray(groupHead))).toBe(true)
})

describe('groups', () => {
  const first = group(samples)
  const second = group(samples.slice(0, 2))
  const whole = Buffer.concat([first, second])
  const read = (bytes: Buffer) => {
    const { runs, whole } = readGroups(bytes)
    return { hits: runs.flatMap(hitsIn), whole }
  }

  test('are read one after the other', () => {
    expect(read(whole)).toEqual({ hits: [...samples, ...samples.slice(0, 2)], whole: whole.length })
    expect(read(Buffer.alloc(0))).toEqual({ hits: [], whole: 0 })
  })

  test('that were cut off anywhere are left out, those before them kept', () => {
    for (let length = first.length; length < whole.length; length++) {
      expect(read(whole.subarray(0, length))).toEqual({ hits: samples, whole: first.length })
    }
  })

  test('of which any bit was changed are left out', () => {
    for (let index = first.length; index < whole.length; index++) {
      const damaged = Buffer.from(whole)
      damaged.writeUInt8(damaged.readUInt8(index) ^ 1, index)
      expect(readGroups(damaged).whole).toBe(first.length)
    }
  })

  test('that come after a spoilt one are read, and the hits of that one are told', () => {
    for (let index = 0; index < first.length; index++) {
      const spoilt = Buffer.from(whole)
      spoilt.writeUInt8(spoilt.readUInt8(index) ^ 1, index)
      const { runs, whole: end, damaged } = readGroups(spoilt)
      expect([runs.flatMap(hitsIn), end, damaged]).toEqual([samples.slice(0, 2), whole.length, samples.length])
    }
    const [one, two] = [group(samples.slice(0, 1)), group(samples.slice(0, 2))]
    expect(readGroups(Buffer.concat([one, Buffer.alloc(one.length * 4), two, Buffer.alloc(two.length), one]))).toMatchObject({ damaged: 4 + 2 })
    expect(readGroups(Buffer.concat([one, two.subarray(0, 40)])).damaged).toBe(0)
  })

  test('of zeros, as a file system may leave after a loss of power, are none', () => {
    expect(readGroups(Buffer.concat([first, Buffer.alloc(4_096)])).whole).toBe(first.length)
  })
})
