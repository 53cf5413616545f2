import { people } from '#room/people/index.ts'
import type { Room } from './room.ts'

/** Every room's part in the shell. */
export const rooms: readonly Room[] = [people]
