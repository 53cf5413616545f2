/** Tells the time; injected so that tests and the demonstration choose theirs. */
export type Clock = () => Date
export const systemClock: Clock = () => new Date()
