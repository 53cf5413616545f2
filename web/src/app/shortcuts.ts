import { useHotkeys, type HotkeyItem } from '@mantine/hooks'
import { useEffect } from 'react'
import { remembered, store, useStore } from './store.ts'

export interface Shortcut {
  /** `mod+k`, `shift+enter`, or one character: `e`, `?`. */
  keys: string
  label: string
  run: () => void
}
export interface ShortcutGroup { title: string; shortcuts: readonly Pick<Shortcut, 'keys' | 'label'>[] }

/** What the help sheet lists: the groups of what is on screen. */
export const shortcutGroups = store<readonly ShortcutGroup[]>([])

const memory = remembered('single-keys')

/** WCAG 2.1.4: shortcuts of one character can be turned off. */
export const singleKeys = store(memory.read() !== 'off')
export const allowSingleKeys = (allowed: boolean): void => {
  memory.write(allowed ? null : 'off')
  singleKeys.set(allowed)
}

/** A choice that has just been made has the focus, and takes no letters. */
const choices = new Set(['radio', 'checkbox', 'button', 'submit', 'reset'])
const isTyped = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && !choices.has(target.type)
/** What lies over a page takes no letters for what is beneath it. */
const isOver = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[role="dialog"]') !== null

const hotkeysOf = ({ keys, run }: Shortcut): HotkeyItem[] => {
  const press = (event: KeyboardEvent) => {
    if (isTyped(event.target) || (keys.length === 1 && isOver(event.target))) return
    event.preventDefault()
    run()
  }
  // A sign such as ? is typed with Shift on most keyboards and without on a few.
  const pressed = /^[^\p{L}\p{N}+]$/u.test(keys) ? [keys, `shift+${keys}`] : [keys]
  return pressed.map((key) => [key, press, { preventDefault: false }])
}

/** Makes shortcuts work and shows them in the help sheet while the component is on screen. Silent while typing. */
export const useShortcuts = (title: string, shortcuts: readonly Shortcut[]): void => {
  const single = useStore(singleKeys)
  useHotkeys(shortcuts.filter(({ keys }) => single || keys.length > 1).flatMap(hotkeysOf), ['TEXTAREA', 'SELECT'])

  // The list is made anew at every render; only its words matter to the sheet.
  const shown = JSON.stringify(shortcuts.map(({ keys, label }) => [keys, label]))
  useEffect(() => {
    const listed: [keys: string, label: string][] = JSON.parse(shown)
    const group = { title, shortcuts: listed.map(([keys, label]) => ({ keys, label })) }
    shortcutGroups.set([...shortcutGroups.get(), group])
    return () => shortcutGroups.set(shortcutGroups.get().filter((other) => other !== group))
  }, [title, shown])
}
