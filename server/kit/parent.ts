/**
 * Tells once when the process that started this one and supervises it has gone, even by kill -9, so that no server
 * outlives it unseen. Does nothing, ever, when this process was started on its own.
 */
export const whenParentEnds = (stop: () => void): void => {
  if (!process.channel) return
  process.once('disconnect', stop)
  process.channel.unref() // waiting for it is no reason to stay
}

/** Tells the process that supervises this one that it serves: from now on it is started again whatever it ends of. */
export const tellParentReady = (): void => {
  if (process.connected) process.send?.('ready')
}
