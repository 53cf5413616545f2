import { Suspense } from 'react'
import { rooms } from '#app/rooms.ts'

/** What rooms have to say beside the feed: each when it is there, none waited for. */
export const FeedBeside = ({ programme_id }: { programme_id: string }) =>
  rooms.flatMap((room) => room.beside ?? []).toSorted((one, other) => one.order - other.order)
    .map(({ order, part: Part }) => <Suspense key={order} fallback={null}><Part programme_id={programme_id} /></Suspense>)
