import { useEffect } from 'react'
import { store } from './store.ts'

const unsaved = store(0)

/** Says that the screen holds something not yet kept: an update waits, and leaving the site asks first. */
export const useUnsaved = (dirty: boolean): void => {
  useEffect(() => {
    if (!dirty) return undefined
    unsaved.set(unsaved.get() + 1)
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => {
      unsaved.set(unsaved.get() - 1)
      removeEventListener('beforeunload', ask)
    }
  }, [dirty])
}

/** Whether a reload now would cost somebody their words. */
export const isBusy = (): boolean => {
  const focused = document.activeElement
  const typing = focused instanceof HTMLElement && (focused.isContentEditable || ((focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) && focused.value !== ''))
  return unsaved.get() > 0 || typing
}
