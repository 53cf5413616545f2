import type { Permission } from '@portevoix/contract/permissions'
import type { Membership } from '@portevoix/contract/people'
import type { Place } from '#ui/place.ts'
import type { ComponentType, LazyExoticComponent } from 'react'
import type { Catalogues } from './messages.ts'

/** An entry of a frame's navigation; its label is `navigation.<label>` of shell.json. */
export interface NavigationEntry {
  frame: 'stream' | 'desk'
  /** Under which heading of the desk's side (`sections` of shell.json); the stream has none. */
  section?: keyof Catalogues['shell']['sections']
  label: keyof Catalogues['shell']['navigation']
  icon: Place['icon']
  to: string
  /** Other paths that belong to it. */
  within?: readonly string[]
  /** Rank within its section, small first. */
  order: number
  permission?: Permission
}

/** An entry of the command palette besides the navigation; its label is `palette.<label>` of shell.json. */
export interface Command {
  label: keyof Catalogues['shell']['palette']
  icon: Place['icon']
  permission?: Permission
  /** A path to go to, or something to do. */
  run: string | (() => void | Promise<void>)
}

/** Sends a person elsewhere before the stream or the desk opens (a charter to accept, say); null lets them in. */
export type Gate = (member: Membership) => Promise<string | null>

/** What a room gives the shell; its routes are given apart, in tree.ts. */
export interface Room {
  navigation?: readonly NavigationEntry[]
  commands?: readonly Command[]
  gates?: readonly Gate[]
  /** Beside the feed on a wide screen, small `order` first. */
  beside?: readonly { name: string; order: number; part: LazyExoticComponent<ComponentType<{ programme_id: string }>> }[]
  /** Shown within the demonstration's banner: the role switcher. */
  demonstration?: LazyExoticComponent<ComponentType>
  /** Shown beneath the first visit's form: another way to begin. */
  first_visit?: LazyExoticComponent<ComponentType>
  /** Shown in the frames' tools: the account menu. */
  account?: LazyExoticComponent<ComponentType>
}
