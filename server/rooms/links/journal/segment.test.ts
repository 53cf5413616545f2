import { constants, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newId } from '#kit/ids'
import { appendTo, durableFlag, makeSegment, segmentNumber, segmentPath, segmentSize } from './segment.ts'

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
  expect(segment).toEqual({ journal_id: id, number: 42, path: join(folder, '000000000042.segment'), bytes: 0, hits: 0, kept: false, room: segmentSize, flushes: process.platform === 'darwin' || process.platform === 'win32' })
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

test('without the flag, each write is followed by a flush, and may be read all the same', async () => {
  expect([durableFlag('linux', { O_DSYNC: 4_096 }), durableFlag('darwin', { O_DSYNC: 4_194_304 }), durableFlag('win32', {})]).toEqual([4_096, null, null])
  const segment = await makeSegment({ id, path: folder }, 8, 4_096, null)
  expect(segment.flushes).toBe(true)
  await appendTo(segment, Buffer.from('hits'), 4)
  expect(readFileSync(segment.path).subarray(0, 5).toString()).toBe('hits\0')
  await segment.file.close()
})

test.runIf(process.platform === 'linux')('a flush that fails is a write that failed', async () => {
  const segment = await makeSegment({ id, path: folder }, 9, 4_096, null)
  const nowhere = await open('/dev/null', 'w') // takes every write, and knows of no flush
  await expect(appendTo({ ...segment, file: nowhere }, Buffer.from('hits'), 4)).rejects.toThrow('EINVAL')
  await appendTo({ ...segment, file: nowhere, flushes: false }, Buffer.from('hits'), 4)
  await Promise.all([nowhere.close(), segment.file.close()])
  expect(readFileSync(segment.path).equals(Buffer.alloc(4_096))).toBe(true)
})
