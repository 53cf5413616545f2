import { contentsDesk } from '#room/content/desk/contents/room.ts'
import { contentDesk } from '#room/content/desk/room.ts'
import { contentStream } from '#room/content/stream/room.ts'
import { insights } from '#room/insights/index.ts'
import { links } from '#room/links/index.ts'
import { organisations } from '#room/organisations/index.ts'
import { people } from '#room/people/index.ts'
import { programme } from '#room/programme/index.ts'
import { sharing } from '#room/sharing/index.ts'
import { demonstration } from './demonstration/index.ts'
import type { Room } from './room.ts'

/** Every room's part in the shell. */
export const rooms: readonly Room[] = [contentStream, contentDesk, contentsDesk, sharing, people, organisations, links, programme, insights, demonstration]
