import { useSyncExternalStore } from 'react'
import { basePath } from './beneath.ts'

export interface Store<Value> { get: () => Value; set: (value: Value) => void; subscribe: (listener: () => void) => () => void }

/** A value that lives outside of React and tells who listens. */
export const store = <Value>(initial: Value): Store<Value> => {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useStore = <Value>(source: Store<Value>): Value => useSyncExternalStore(source.subscribe, source.get)

const storages = { device: () => localStorage, tab: () => sessionStorage }

/** What this device remembers of this installation, or this tab until it is closed; a device that refuses storage only forgets. */
export const remembered = (key: string, where: keyof typeof storages = 'device') => ({
  read: (): string | null => {
    try {
      return storages[where]().getItem(`portevoix${basePath}.${key}`)
    } catch {
      return null
    }
  },
  write: (value: string | null): void => {
    try {
      if (value === null) storages[where]().removeItem(`portevoix${basePath}.${key}`)
      else storages[where]().setItem(`portevoix${basePath}.${key}`, value)
    } catch {
      // Nothing to do: the choice lasts as long as the page.
    }
  },
})

/** Forgets whatever is remembered there under a key that begins so. */
export const forgetAll = (beginning: string, where: keyof typeof storages): void => {
  try {
    const storage = storages[where]()
    for (const key of Object.keys(storage)) if (key.startsWith(`portevoix${basePath}.${beginning}`)) storage.removeItem(key)
  } catch {
    // A device that refuses storage remembered nothing.
  }
}
