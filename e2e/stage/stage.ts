import { afterAll } from 'vitest'
import { openBrowser } from './browser.ts'
import { pictureFailures } from './failed.ts'
import { openNewsroom } from './newsroom.ts'
import { startPortevoix } from './portevoix.ts'
import { startPress } from './press.ts'
import { readyPortevoix } from './ready.ts'

/** What a journey stands on: closed in the end, the last first, even where something else could not be opened or closed. */
export const stage = () => {
  pictureFailures()
  const closing: (() => Promise<void>)[] = []
  afterAll(async () => {
    const troubles: unknown[] = []
    for (const close of closing.toReversed()) await close().catch((error: unknown) => troubles.push(error))
    if (troubles.length > 0) throw troubles[0]
  })
  const keep = async <Opened>(opening: Promise<Opened>, close: (opened: Opened) => Promise<void>): Promise<Opened> => {
    const opened = await opening
    closing.push(() => close(opened))
    return opened
  }
  return {
    keep,
    browser: () => keep(openBrowser(), (browser) => browser.close()),
    portevoix: () => keep(readyPortevoix(), (portevoix) => portevoix.stop()),
    /** One that nobody has ever started. */
    newPortevoix: () => keep(startPortevoix(), (portevoix) => portevoix.stop()),
    newsroom: () => keep(openNewsroom(), (newsroom) => newsroom.stop()),
    press: (title: string) => keep(startPress(title), (press) => press.stop()),
  }
}
