import type { Language } from '@portevoix/contract/shapes'
import type people from '@portevoix/contract/messages/fr/people.json'
import type organisations from '@portevoix/contract/messages/fr/organisations.json'
import type sharing from '@portevoix/contract/messages/fr/sharing.json'
import type shell from '@portevoix/contract/messages/fr/shell.json'
import type ui from '@portevoix/contract/messages/fr/ui.json'

/** The catalogues by name; a room adds its own here, and its keys are then checked wherever they are used. */
export interface Catalogues {
  people: typeof people
  organisations: typeof organisations
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
