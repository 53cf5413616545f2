import { useEffect, useRef, useState } from 'react'

const enough_px = 72
const resistance = 0.45

/** Pulling the page down from its top, as applications do; gives how far, and whether letting go refreshes. */
export const usePull = (refresh: () => Promise<unknown>) => {
  const [pulled, setPulled] = useState(0)
  const run = useRef(refresh)
  useEffect(() => { run.current = refresh })
  useEffect(() => {
    let from: number | null = null
    let distance = 0
    const start = (event: TouchEvent) => { from = window.scrollY <= 0 && event.touches.length === 1 ? event.touches[0]?.clientY ?? null : null }
    const move = (event: TouchEvent) => {
      if (from === null) return
      distance = Math.max(((event.touches[0]?.clientY ?? from) - from) * resistance, 0)
      setPulled(Math.min(distance, enough_px * 1.3))
    }
    const end = () => {
      if (from !== null && distance >= enough_px) void run.current()
      from = null
      distance = 0
      setPulled(0)
    }
    addEventListener('touchstart', start, { passive: true })
    addEventListener('touchmove', move, { passive: true })
    addEventListener('touchend', end)
    addEventListener('touchcancel', end)
    return () => {
      removeEventListener('touchstart', start)
      removeEventListener('touchmove', move)
      removeEventListener('touchend', end)
      removeEventListener('touchcancel', end)
    }
  }, [])
  return { pulled, releases: pulled >= enough_px }
}
