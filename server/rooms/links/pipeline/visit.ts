import type { Networks } from '#kit/networks'
import type { DropReason } from '../rules.ts'
import type { Burst } from './burst.ts'
import type { Amendment, Scanners } from './scanner.ts'
import type { Caller } from '../visitor.ts'

/** A request for a known link, as the steps see it. */
export interface Visit extends Caller {
  method: string
  /** What the browser says that it is for, in advance or not, a navigation or not (`redirect/headers.ts`). */
  purpose: string | undefined
  accept: string | undefined
  accept_language: string | undefined
  link: { id: string; organisation_id: string; sharer_id: string | null; removed: boolean }
  /** Milliseconds since 1970. */
  at: number
}

/** What the steps know besides the request. */
export interface Knowledge {
  salt: Buffer
  burst: Burst
  scanners: Scanners
  /** Told of a click of a moment ago that was a program's. */
  amend: (amendment: Amendment) => void
  isListed: Networks
  /** The marks of the day of a sharer who was seen today. */
  marksOf: (member_id: string) => ReadonlySet<string> | undefined
}

/** Says why this visit is not a click, or null to ask the next step. */
export type HeaderStep = (visit: Visit, known: Knowledge) => DropReason | null
/** A step that needs to tell visitors apart. */
export type VisitorStep = (visit: Visit, known: Knowledge, visitor: string) => DropReason | null
