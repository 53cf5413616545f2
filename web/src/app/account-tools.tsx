import { Suspense } from 'react'
import { rooms } from './rooms.ts'

/** What rooms put among the frames' tools: the account menu. */
export const AccountTools = () => (
  <Suspense fallback={null}>{rooms.flatMap((room) => room.account ?? []).map((Account, place) => <Account key={place} />)}</Suspense>
)
