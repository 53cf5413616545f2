import type { Card } from '@portevoix/contract/feed'

export type Change = (card: Card) => Partial<Card>

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isCard = (value: unknown, id: string): value is Card => isObject(value) && value['id'] === id && 'liked' in value

/** A copy in which every card of that content is changed; what holds none stays the same object. */
export const changeCards = (data: unknown, id: string, change: Change): unknown => {
  if (isCard(data, id)) return { ...data, ...change(data) }
  if (Array.isArray(data)) {
    const items = data.map((item: unknown) => changeCards(item, id, change))
    return items.some((item, place) => item !== data[place]) ? items : data
  }
  if (!isObject(data)) return data
  const entries = Object.entries(data).map(([key, value]) => [key, changeCards(value, id, change)] as const)
  return entries.some(([key, value]) => value !== data[key]) ? Object.fromEntries(entries) : data
}
