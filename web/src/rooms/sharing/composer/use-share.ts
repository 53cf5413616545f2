import type { NetworkId } from '@portevoix/contract/networks/shape'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client } from '#app/client.ts'

export interface Opening { caption: string; caption_id: string | null; instance?: string }

/** One share on one network: its link ready beforehand, then opened, then perhaps declared. */
export const useShare = (content_id: string, network: NetworkId) => {
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState<{ share_id: string; opening: Opening } | null>(null)
  const prepared = useQuery({
    queryKey: ['sharing', 'prepared', content_id, network],
    queryFn: () => client.sharing.prepare({ content_id, network }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const tell = useMutation({
    mutationFn: ({ share_id, opening }: { share_id: string; opening: Opening }) => client.sharing.open({ share_id, ...opening }),
    retry: 3,
    onSuccess: () => Promise.all([
      queryClient.invalidateQueries({ queryKey: api.sharing.mine.key() }),
      queryClient.invalidateQueries({ queryKey: api.sharing.compose.key(), refetchType: 'none' }),
    ]),
  })
  const declare = useMutation({
    mutationFn: (share_id: string) => client.sharing.declare({ share_id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.sharing.mine.key() }),
  })
  return {
    prepared,
    opened,
    tell,
    declare,
    /** The network's window is opening. */
    open: (opening: Opening) => {
      if (!prepared.data) return
      const share_id = prepared.data.id
      setOpened({ share_id, opening })
      tell.mutate({ share_id, opening })
    },
    /** Another share of the same content: it has a link of its own. */
    begin: async () => {
      setOpened(null)
      await queryClient.resetQueries({ queryKey: ['sharing', 'prepared', content_id, network] })
    },
  }
}
