import type { Language } from '@portevoix/contract/shapes'
import type content from '@portevoix/contract/messages/fr/content.json'
import type editor from '@portevoix/contract/messages/fr/editor.json'
import type demonstration from '@portevoix/contract/messages/fr/demonstration.json'
import type programme from '@portevoix/contract/messages/fr/programme.json'
import type insights from '@portevoix/contract/messages/fr/insights.json'
import type links from '@portevoix/contract/messages/fr/links.json'
import type people from '@portevoix/contract/messages/fr/people.json'
import type organisations from '@portevoix/contract/messages/fr/organisations.json'
import type feed from '@portevoix/contract/messages/fr/feed.json'
import type sharing from '@portevoix/contract/messages/fr/sharing.json'
import type shell from '@portevoix/contract/messages/fr/shell.json'
import type ui from '@portevoix/contract/messages/fr/ui.json'

/** The catalogues by name; a room adds its own here, and its keys are then checked wherever they are used. */
export interface Catalogues {
  content: typeof content
  editor: typeof editor
  demonstration: typeof demonstration
  programme: typeof programme
  insights: typeof insights
  links: typeof links
  people: typeof people
  organisations: typeof organisations
  feed: typeof feed
  sharing: typeof sharing
  shell: typeof shell
  ui: typeof ui
}
export type CatalogueName = keyof Catalogues

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: Catalogues
  }
}
