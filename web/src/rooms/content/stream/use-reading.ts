import type { ContentPage } from '@portevoix/contract/feed'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import { client } from '#app/client.ts'
import { changeEverywhere } from './caches.ts'

const tick_ms = 1_000

/**
 * Measures the reading of a content's page: seconds while it is in sight, and whether its end was reached. The server decides
 * whether that is a read. Gives what to call when the reader follows the link to the original.
 */
export const useReading = (content: ContentPage, end: RefObject<HTMLElement | null>): (() => void) => {
  const queryClient = useQueryClient()
  const { id, read_after_seconds, end_after_seconds } = content
  const was_read = useRef(content.read)
  const follow = useRef<() => void>(() => undefined)

  useEffect(() => {
    let seconds = 0
    let reached = false
    let followed = false
    let told = 0
    let over = was_read.current
    let opened = false

    const report = async () => {
      if (over || !opened) return
      told = seconds
      try {
        const { read } = await client.feed.read({ content_id: id, visible_seconds: seconds, scrolled_percent: reached ? 100 : 0, followed })
        if (!read) return
        over = true
        changeEverywhere(queryClient, id, () => ({ read: true }))
      } catch {
        // Offline: the next report says as much and more.
      }
    }
    const due = () => seconds >= read_after_seconds || (reached && seconds >= end_after_seconds) || (followed && seconds >= 1)

    client.feed.open({ content_id: id }).then(({ read }) => {
      opened = true
      over = over || read
      return undefined
    }).catch(() => undefined)
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return
      seconds += 1
      if (due() && seconds - told >= 2) void report()
    }, tick_ms)
    const observer = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) reached = true }, { threshold: 0 })
    if (end.current) observer.observe(end.current)
    const leaving = () => { if (document.visibilityState === 'hidden' && due()) void report() }
    document.addEventListener('visibilitychange', leaving)
    follow.current = () => {
      followed = true
      if (due()) void report()
    }
    return () => {
      clearInterval(timer)
      observer.disconnect()
      document.removeEventListener('visibilitychange', leaving)
      if (due()) void report()
    }
  }, [id, read_after_seconds, end_after_seconds, end, queryClient])

  return useCallback(() => follow.current(), [])
}
