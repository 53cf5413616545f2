import { bluesky } from './bluesky.ts'
import { email } from './email.ts'
import { facebook } from './facebook.ts'
import { instagram } from './instagram.ts'
import { linkedin } from './linkedin.ts'
import { mastodon } from './mastodon.ts'
import type { Network, NetworkId } from './shape.ts'
import { threads } from './threads.ts'
import { whatsapp } from './whatsapp.ts'
import { x } from './x.ts'

/** Every network a content can be passed on to, in the order screens show them. */
export const networks: Readonly<Record<NetworkId, Network>> = {
  linkedin,
  x,
  facebook,
  instagram,
  threads,
  bluesky,
  mastodon,
  whatsapp,
  email,
}
