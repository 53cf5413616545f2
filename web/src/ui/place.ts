import type { ComponentType } from 'react'

/** Where a navigation leads. */
export interface Place {
  to: string
  label: string
  icon: ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>
  /** Shown beside it when not 0: what waits there. */
  count?: number
  /** Other paths that belong to it: a content's page is still the feed. */
  within?: readonly string[]
}

export interface PlaceGroup { label: string | null; places: readonly Place[] }

const holds = (path: string, page: string): boolean => page === path || (path !== '/' && page.startsWith(`${path}/`))

/** Whether a page is this place, or one of those that belong to it. */
export const isAt = ({ to, within = [] }: Pick<Place, 'to' | 'within'>, page: string): boolean => [to, ...within].some((path) => holds(path, page))
