import { useEffect } from 'react'

/** Within what lies over a page and is only made when it opens: once it is gone, the keyboard is back where it came from. */
export const ReturnFocus = () => {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      setTimeout(() => {
        if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body) before.focus({ preventScroll: true })
      })
    }
  }, [])
  return null
}
