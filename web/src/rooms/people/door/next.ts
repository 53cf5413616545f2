import { remembered } from '#app/store.ts'

const memory = remembered('next')

/** A path of ours, never another site's. */
const own = (path: string | null | undefined): string | null => (path && /^\/(?![/\\])/.test(path) ? path : null)

/** Where the person was going before they were asked who they are; kept while they fetch the link from their mail. */
export const rememberNext = (path: string | null | undefined): void => { memory.write(own(path)) }

/** Where to go now that they are known. */
export const takeNext = (): string => {
  const path = own(memory.read())
  memory.write(null)
  return path ?? '/'
}
