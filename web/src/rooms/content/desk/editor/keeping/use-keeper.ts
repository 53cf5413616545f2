import type { Content } from '@portevoix/contract/content/contents'
import { useEffect, useState } from 'react'
import { api, client } from '#app/client.ts'
import { askAnew, queryClient } from '#app/queries.ts'
import { useMember } from '#app/session.ts'
import { remembered, useStore } from '#app/store.ts'
import { useUnsaved } from '#app/unsaved.ts'
import { createKeeper, type Keeper, type Keeping } from './keeper.ts'

export type Editing = Keeping & { keeper: Keeper }

/** Keeps a content's changes while its screen is open, and the caches of other screens true. */
export const useKeeper = (content: Content): Editing => {
  const member = useMember()
  const [keeper] = useState(() => {
    const content_id = content.id
    const known = (changed: Content): Content => {
      queryClient.setQueryData(api.content.contents.read.queryKey({ input: { content_id } }), changed)
      void askAnew(api.content.contents.list.key(), api.content.contents.counts.key())
      return changed
    }
    return createKeeper({
      content,
      // Another person at this device does not find these words.
      memory: remembered(`content.${member?.member_id ?? ''}.${content_id}`),
      read: () => client.content.contents.read({ content_id }),
      save: async (version, changes) => known(await client.content.contents.save({ content_id, version, changes })),
    })
  })
  useEffect(() => keeper.start(), [keeper])
  useEffect(() => { keeper.meet(content) }, [keeper, content])
  const keeping = useStore(keeper.state)
  useUnsaved(keeping.status !== 'saved' && !keeping.kept)
  return { ...keeping, keeper }
}
