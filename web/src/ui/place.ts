import type { ComponentType } from 'react'

/** Where a navigation leads. */
export interface Place {
  to: string
  label: string
  icon: ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>
  /** Shown beside it when not 0: what waits there. */
  count?: number
}

export interface PlaceGroup { label: string | null; places: readonly Place[] }
