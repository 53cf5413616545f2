import pg from 'pg'

/** What the system calls a failure; its words where it has no name for it. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error))

const noRoom = new Set(['ENOSPC', 'EDQUOT'])
/** The disk is full, or what may be used of it. */
export const isNoRoom = (error: unknown): boolean => noRoom.has(codeOf(error))

const passing = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EBUSY', 'EINTR'])
/** The process or the machine is short of something: what failed may succeed later. */
export const isPassing = (error: unknown): boolean => passing.has(codeOf(error))

// data exception, integrity constraint violation, cardinality violation, check option violation, program limit exceeded, raised by a trigger
const refusals = new Set(['22', '23', '21', '44', '54', 'P0'])
/** PostgreSQL refuses these rows and would refuse them for ever; any other of its errors is about the database, or the role. */
export const isRefusal = (error: unknown): error is pg.DatabaseError => error instanceof pg.DatabaseError && refusals.has(error.code?.slice(0, 2) ?? '')
