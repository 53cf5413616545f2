import { useLocation, useRouter } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What lies over the page, the topmost last. */
    sheets?: readonly { name: string; value: string }[]
  }
}

/** The entry of the history that is being left: closing twice must not go back twice. */
let leaving: string | undefined

export interface Sheet {
  /** What it was opened on; null while it is closed. */
  value: string | null
  opened: boolean
  open: (value?: string) => void
  close: () => void
}

/**
 * A sheet, a drawer or a dialog that is a step of the history: on a phone, Back closes it and leaves the page where it is. It is
 * open as long as the entry that says so is the current one, so that closing takes that entry away and leaves none behind.
 * What is followed from within a sheet takes its place: `replace`.
 */
export const useSheet = (name: string): Sheet => {
  const router = useRouter()
  const value = useLocation({ select: ({ state }) => state.sheets?.findLast((sheet) => sheet.name === name)?.value ?? null })
  const open = useCallback((on = '') => {
    const { sheets = [] } = router.history.location.state
    const top = sheets.at(-1)
    if (top?.name === name && top.value === on) return
    void router.navigate({ to: '.', search: true, hash: true, resetScroll: false, state: { sheets: [...sheets, { name, value: on }] } })
  }, [router, name])
  const close = useCallback(() => {
    const { sheets = [], __TSR_key: entry } = router.history.location.state
    const place = sheets.findLastIndex((sheet) => sheet.name === name)
    if (place < 0 || entry === leaving) return
    leaving = entry
    addEventListener('popstate', () => { leaving = undefined }, { once: true })
    router.history.go(place - sheets.length)
  }, [router, name])
  return useMemo(() => ({ value, opened: value !== null, open, close }), [value, open, close])
}
