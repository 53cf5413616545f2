import { inject } from 'vitest'
import { startPortevoix, type Portevoix } from './portevoix.ts'

/** A Portevoix that nobody has been at yet, ready sooner than the very first start is. */
export const readyPortevoix = (settings: Readonly<Record<string, string>> = {}): Promise<Portevoix> => startPortevoix(settings, inject('template'))
