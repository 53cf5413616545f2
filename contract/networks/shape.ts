export const networkIds = ['linkedin', 'x', 'facebook', 'instagram', 'threads', 'bluesky', 'mastodon', 'whatsapp', 'email'] as const
export type NetworkId = (typeof networkIds)[number]

/** What an ambassador is about to pass on. `link` is the tracked link of the share; null while there is none. */
export interface Draft {
  caption: string
  link: string | null
  /** With or without their `#`. */
  hashtags: readonly string[]
}

export interface DialogInput extends Draft {
  /** The content's title: the subject of an e-mail. */
  title: string
  /** Host name of the person's server, for a network that has many. */
  instance?: string
}

export type Unit = 'characters' | 'graphemes' | 'weighted'

export const warningCodes = [
  'too_many_bytes',
  'too_many_hashtags',
  'too_many_links',
  'forbidden_characters',
  'link_not_clickable',
  'long_address',
] as const

/** Words at `sharing.counter.warnings.<code>`, with `used` and `limit`. */
export interface Warning {
  code: (typeof warningCodes)[number]
  used: number
  limit: number
}

export interface Count {
  used: number
  /** Null where the network has none worth counting. */
  limit: number | null
  /** Units left; negative when over; null without a limit. */
  remaining: number | null
  unit: Unit
  /** The network would refuse this text or cut it. */
  over: boolean
  warnings: readonly Warning[]
}

export interface Range {
  min: number
  max: number
}

export interface Network {
  id: NetworkId
  /** The network's own name, the same in every language; e-mail's is in the messages. */
  name: string
  /** `dialog`: an address opens its composer, filled in. `assisted`: the person pastes what we copied. */
  how: 'dialog' | 'assisted'
  /** False where the dialog drops the caption: copy it first and say so. */
  keeps_caption: boolean
  /** Several servers: the dialog needs `instance`. */
  has_instances: boolean
  utm_source: string
  /** Where a feed folds a text behind “see more”: whichever comes first. Null: shown whole. */
  fold: { characters: number; lines: number } | null
  advice: {
    /** Characters (graphemes) that read well there. */
    length: Range
    hashtags: Range
    mentions: boolean
  }
  /** The text of the post, word for word: what is counted, copied, previewed and opened. */
  text(draft: Draft): string
  /** Counts a whole text by the network's rule; `limit` replaces the usual one where a server has its own. */
  count(caption: string, link: string | null, options?: { limit?: number }): Count
  /** The address to open; null when assisted, or when what it needs (link, instance) is missing. */
  dialog(input: DialogInput): string | null
}
