import { Suspense } from 'react'
import { rooms } from '#app/rooms.ts'

interface Props {
  programme_id: string
  /** What the page itself shows already. */
  without?: string
}

/** What rooms have to say beside the feed: each when it is there, none waited for. */
export const FeedBeside = ({ programme_id, without }: Props) =>
  rooms.flatMap((room) => room.beside ?? []).filter(({ name }) => name !== without).toSorted((one, other) => one.order - other.order)
    .map(({ name, part: Part }) => <Suspense key={name} fallback={null}><Part programme_id={programme_id} /></Suspense>)
