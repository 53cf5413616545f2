import { constants, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newId } from '#kit/ids'
import { makeSegment, segmentNumber, segmentPath, segmentSize } from './segment.ts'

const id = newId()
const folder = mkdtempSync(join(tmpdir(), 'portevoix-segment-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

/** Whether a write that has returned is on the disk, as the system tells where it does; `flags` are octal. */
const durable = (fd: number): boolean => {
  const state = `/proc/self/fdinfo/${fd}`
  return !existsSync(state) || (Number.parseInt(/flags:\s+(\d+)/.exec(readFileSync(state, 'utf8'))?.[1] ?? '', 8) & constants.O_DSYNC) !== 0
}

test.each([
  ['000000000001.segment', 1], ['123456789012.segment', 123_456_789_012],
  ['00000000001.segment', null], ['0000000000012.segment', null], ['a000000000001.segment', null], ['00000000000a.segment', null],
  ['000000000001.segment.old', null], ['000000000001', null], ['lock', null], ['', null],
])('the file %s is the segment %s', (file, number) => { expect(segmentNumber(file)).toBe(number) })

test('is a file of its number, for its owner alone, with room made beforehand', async () => {
  const { file, ...segment } = await makeSegment({ id, path: folder }, 42, segmentSize)
  expect(segment).toEqual({ journal_id: id, number: 42, path: join(folder, '000000000042.segment'), bytes: 0, hits: 0, kept: false, room: segmentSize })
  expect(segmentPath(folder, 42)).toBe(segment.path)
  expect(statSync(segment.path).mode & 0o777).toBe(0o600)
  expect(readFileSync(segment.path).equals(Buffer.alloc(segmentSize))).toBe(true)
  expect(segmentSize).toBe(1_048_576)
  expect(durable(file.fd)).toBe(true)
  await file.close()
})

test('never takes the place of another', async () => {
  await (await makeSegment({ id, path: folder }, 7, segmentSize)).file.close()
  await expect(makeSegment({ id, path: folder }, 7, segmentSize)).rejects.toThrow('EEXIST')
  expect(existsSync(segmentPath(folder, 7))).toBe(true)
})
