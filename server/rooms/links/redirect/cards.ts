import { setTimeout as sleep } from 'node:timers/promises'
import { findPreview } from '../queries/redirect.ts'
import { preview } from '../preview.ts'
import type { Lane } from './lane.ts'
import type { KnownLink } from './lookup.ts'
import { createMemory } from './memory.ts'
import { card, type Page } from './pages.ts'

/** The pages that networks' robots are shown. One post may bring a thousand robots within a minute: pages are kept. */
export interface Cards {
  /** `addressOn` gives the link's own address, from the host that it was made on. */
  /** Rejects, within a second, what the database does not tell. */
  show(slug: string, link: KnownLink, addressOn: (host: string | null) => string, web_url: string): Promise<Page>
  forget(slug: string): void
  forgetAll(): void
}

const capacity = 1_000
/** Robots do not wait for long. */
const patience_ms = 1_000

const late = () => sleep(patience_ms, undefined, { ref: false }).then(() => { throw new Error('the database is late') })

export const createCards = (lane: Lane): Cards => {
  const pages = createMemory<Page>(capacity)
  // a page on its way while its link changes must not be kept
  let changes = 0
  return {
    async show(slug, link, addressOn, web_url) {
      const known = pages.get(slug)
      if (known) return known
      if (!lane.up) throw new Error('the database is away')
      const before = changes
      const [row] = await Promise.race([lane.query<{ preview: unknown; host: string | null }>({ ...findPreview, values: [link.id] }), late()])
      const page = card(preview.parse(row?.preview), addressOn(row?.host ?? null), link.target, web_url)
      if (before === changes) pages.set(slug, page)
      return page
    },
    forget(slug) {
      changes += 1
      pages.delete(slug)
    },
    forgetAll() {
      changes += 1
      pages.clear()
    },
  }
}
