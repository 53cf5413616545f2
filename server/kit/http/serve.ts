import { os } from '@orpc/server'
import { allows, permissions, type Permission } from '@portevoix/contract/permissions'
import { notFound, problem } from '#kit/problem'
import { isForm } from '#kit/http/body'
import type { Request } from '#kit/http/request'

const isPermission = (text: string): text is Permission => Object.hasOwn(permissions, text)

const statedPermission = (meta: unknown): Permission | null => {
  if (typeof meta !== 'object' || meta === null || !('permission' in meta)) return null
  const stated = meta.permission
  return typeof stated === 'string' && isPermission(stated) ? stated : null
}

const takesForm = (meta: unknown): boolean => typeof meta === 'object' && meta !== null && 'form' in meta && meta.form === true

/** Lets a request pass, or answers 401 to the signed out and 404 to those who may not. A route without a permission is closed to all. */
export const authorise = (permission: Permission | null, request: Pick<Request, 'session' | 'actor'>): void => {
  if (permission === 'anyone') return
  if (!permission) return notFound()
  if (!request.session) return problem(401, 'signed_out')
  if (permission === 'signed_in') return
  if (!request.actor || !allows(permission, request.actor.roles)) return notFound()
}

/** What every room's routes stand behind: `implement(contract).$context<Request>().use(guard)`. */
export const guard = os.$context<Request>().middleware(({ context, procedure, next }) => {
  const { meta } = procedure['~orpc']
  authorise(statedPermission(meta), context)
  if (isForm(context.headers.get('content-type') ?? '') && !takesForm(meta)) problem(415, 'unknown_type')
  return next()
})
