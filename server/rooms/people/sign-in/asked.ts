import { z } from 'zod'
import type { Kit } from '#kit/context'
import { deriveKey, open, seal } from '#kit/secret-key'

const shape = z.object({ email: z.string() })
const key = (kit: Kit) => deriveKey(kit.key, 'sign-in-asked')

/** An address on its way to a job, which queues keep for a while: sealed, since it may be nobody's here. */
export const sealAsked = (kit: Kit, email: string): string => seal(key(kit), JSON.stringify({ email }))

export const openAsked = (kit: Kit, asked: string): z.infer<typeof shape> => shape.parse(JSON.parse(open(key(kit), asked)))
