import { oc } from '@orpc/contract'
import type { Permission } from './permissions.ts'

export interface RouteMeta {
  /** Every route states one; a test refuses a route that does not. */
  permission?: Permission
  /** A file is sent, as a form; everywhere else a body is JSON. */
  form?: true
}

/** The beginning of every route of the contract. */
export const route = oc.$meta<RouteMeta>({})
