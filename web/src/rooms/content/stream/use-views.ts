import { useCallback, useEffect, useRef } from 'react'
import { client } from '#app/client.ts'

const shown_ms = 1_000
const together_ms = 3_000

/** Tells once which contents were on screen: at least half of the card, for a second. A view, not a read. */
export const useViews = (programme_id: string) => {
  const told = useRef(new Set<string>())
  const waiting = useRef(new Set<string>())
  const watched = useRef(new Map<Element, { id: string; timer?: ReturnType<typeof setTimeout> }>())
  const observer = useRef<IntersectionObserver | null>(null)

  const flush = useCallback(() => {
    const content_ids = [...waiting.current].slice(0, 100)
    if (content_ids.length === 0) return
    waiting.current.clear()
    // Views only make totals: one that is lost offline is not worth a word.
    client.feed.view({ programme_id, content_ids }).catch(() => { content_ids.forEach((id) => told.current.delete(id)) })
  }, [programme_id])

  useEffect(() => {
    const known = watched.current
    observer.current = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const one = known.get(target)
        if (!one) continue
        clearTimeout(one.timer)
        if (isIntersecting && !told.current.has(one.id)) one.timer = setTimeout(() => { told.current.add(one.id); waiting.current.add(one.id) }, shown_ms)
      }
    }, { threshold: 0.5 })
    known.forEach((_, element) => observer.current?.observe(element))
    const rhythm = setInterval(flush, together_ms)
    return () => {
      clearInterval(rhythm)
      known.forEach(({ timer }) => { clearTimeout(timer) })
      observer.current?.disconnect()
      flush()
    }
  }, [flush])

  /** Give it to the element that shows the content: `ref={(element) => watch(element, id)}`. */
  return useCallback((element: Element | null, id: string) => {
    if (!element) return undefined
    watched.current.set(element, { id })
    observer.current?.observe(element)
    return () => {
      clearTimeout(watched.current.get(element)?.timer)
      watched.current.delete(element)
      observer.current?.unobserve(element)
    }
  }, [])
}
