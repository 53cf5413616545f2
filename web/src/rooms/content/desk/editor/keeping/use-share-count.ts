import type { Content } from '@portevoix/contract/content/contents'
import { useQuery } from '@tanstack/react-query'
import { api } from '#app/client.ts'

/** Too few people shared to be counted for anybody, or nobody did. */
export const fewShares = -2

/** How many shares of a content have their link out there: 0 for one that never was, -1 while that is not known, or `fewShares`. */
export const useShareCount = ({ id, published_at }: Pick<Content, 'id' | 'published_at'>): number => {
  const published = published_at !== null
  const { data } = useQuery({ ...api.sharing.count.queryOptions({ input: { content_id: id } }), enabled: published })
  if (!published) return 0
  return data === undefined ? -1 : data.shares ?? fewShares
}
