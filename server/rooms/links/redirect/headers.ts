/** What a request says of who made it, and how; several lines of one name are joined as HTTP has it. */
export interface Said {
  agent?: string
  forwarded?: string
  sec_purpose?: string
  /** What the request is for, whichever of many headers tells it. */
  purpose?: string
  accept?: string
  accept_language?: string
}

const names = new Map<string, keyof Said>([
  ['user-agent', 'agent'], ['x-forwarded-for', 'forwarded'], ['sec-purpose', 'sec_purpose'],
  // `Purpose` is what Safari and older Chromium say; `X-Purpose: preview` what Facebook's application says where it loads a page in advance;
  // `X-Moz: prefetch` is older Firefox's, which says besides that it is no navigation: joined, it is left out as prefetched
  ['purpose', 'purpose'], ['x-purpose', 'purpose'], ['x-moz', 'purpose'], ['moz-purpose', 'purpose'], ['sec-fetch-purpose', 'purpose'],
  // a navigation, or the picture, script or question of another page (https://www.w3.org/TR/fetch-metadata/)
  ['sec-fetch-mode', 'purpose'],
  ['accept', 'accept'], ['accept-language', 'accept_language'],
])
const longest = Math.max(...[...names.keys()].map(({ length }) => length))
// browsers write a name in two or three ways
const spellings = new Map<string, keyof Said | null>()
const remembered = 500

const nameOf = (spelled: string): keyof Said | null => {
  if (spelled.length > longest) return null
  const known = spellings.get(spelled)
  if (known !== undefined) return known
  if (spellings.size >= remembered) spellings.clear()
  const name = names.get(spelled.toLowerCase()) ?? null
  spellings.set(spelled, name)
  return name
}

/** Reads those headers, as they came (`IncomingMessage.rawHeaders`): all others are left alone, which is what takes time. */
export const readHeaders = (raw: readonly string[]): Said => {
  const said: Said = {}
  for (let index = 0; index < raw.length; index += 2) {
    const name = nameOf(raw[index] ?? '')
    if (name === null) continue
    const value = raw[index + 1] ?? ''
    const before = said[name]
    if (before === undefined) said[name] = value
    else if (name !== 'agent') said[name] = `${before}, ${value}`
  }
  return said
}

/** The host that was asked, in the same way; of several lines, the first. */
export const readHost = (raw: readonly string[]): string | undefined => {
  for (let index = 0; index < raw.length; index += 2) {
    const spelled = raw[index]
    if (spelled?.length === 4 && spelled.toLowerCase() === 'host') return raw[index + 1]
  }
  return undefined
}
