import type { Card } from '@portevoix/contract/feed'
import { expect, it } from 'vitest'
import { changeCards } from './change-cards.ts'

const card = (id: string): Card => ({
  id, programme_id: 'p', kind: 'text', visibility: 'shareable', language: 'fr', title: id, excerpt: '', address: null, site_name: null, image: null,
  theme: { id: 'same', name: 'Thème', colour: '#000000' }, reading_minutes: 1, published_at: '2026-01-01T00:00:00Z', expires_at: null, likes: 6, liked: false, saved: false, read: false,
})

it('changes a card in pages, alone, and nowhere else', () => {
  const pages = { pages: [{ items: [card('a'), card('b')], next_cursor: null }], pageParams: [undefined] }
  const change = ({ likes }: Card) => ({ liked: true, likes: (likes ?? 0) + 1 })
  expect(changeCards(pages, 'b', change)).toEqual({ pages: [{ items: [card('a'), { ...card('b'), liked: true, likes: 7 }], next_cursor: null }], pageParams: [undefined] })
  expect(changeCards(card('a'), 'a', change)).toMatchObject({ liked: true, likes: 7 })
  expect(changeCards(pages, 'c', change)).toBe(pages)
  expect(changeCards({ items: [{ id: 'same', name: 'Thème' }] }, 'same', change)).toEqual({ items: [{ id: 'same', name: 'Thème' }] })
  expect(changeCards(undefined, 'a', change)).toBeUndefined()
})
