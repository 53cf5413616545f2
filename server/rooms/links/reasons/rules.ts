import type { DropReason } from '../rules.ts'

/** How far back the counts beside the switches go. */
export const daysShown = 30

/** A visit of a link that was withdrawn arrived nowhere: whoever followed it read nothing, and no opinion about robots makes it a click. */
export const isFixed = (reason: DropReason): boolean => reason === 'removed'
