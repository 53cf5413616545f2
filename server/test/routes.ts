import { isContractProcedure, type AnyContractProcedure } from '@orpc/contract'
import { contract } from '@portevoix/contract'
import type { Permission } from '@portevoix/contract/permissions'

export interface Route { name: string; method: string; path: string; permission: Permission | undefined; procedure: AnyContractProcedure }

const collect = (node: object, path: readonly string[]): Route[] =>
  Object.entries(node).flatMap(([key, child]): Route[] => {
    const name = [...path, key]
    if (isContractProcedure(child)) {
      const { route, meta } = child['~orpc']
      return [{ name: name.join('.'), method: route.method ?? 'POST', path: route.path ?? `/${name.join('/')}`, permission: meta['permission'], procedure: child }]
    }
    return typeof child === 'object' && child !== null ? collect(child, name) : []
  })

/** Every route of the contract. */
export const routes: readonly Route[] = collect(contract, [])

/** The path of a route with the same id in every place. */
export const pathWith = (path: string, id: string): string => path.replace(/\{[^}]+\}/g, id)
