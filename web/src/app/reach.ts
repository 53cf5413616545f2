import { useNetwork } from '@mantine/hooks'
import { store, useStore } from './store.ts'

const reached = store(true)

/** Notes whether the server itself gave the last answer; a device may believe in a network that leads nowhere. */
export const noteReach = (byServer: boolean): void => {
  if (reached.get() !== byServer) reached.set(byServer)
}

export const useOnline = (): boolean => {
  const { online } = useNetwork()
  return useStore(reached) && online
}
