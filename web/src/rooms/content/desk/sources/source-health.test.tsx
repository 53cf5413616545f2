import { MantineProvider } from '@mantine/core'
import type { Source } from '@portevoix/contract/content/sources'
import english from '@portevoix/contract/messages/en/content.json' with { type: 'json' }
import french from '@portevoix/contract/messages/fr/content.json' with { type: 'json' }
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SourceHealth } from './source-health.tsx'

const now = new Date('2026-11-25T12:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
const usual: Source = {
  id: 's', programme_id: 'p', address: 'https://a.example/', feed_address: 'https://a.example/feed', kind: 'feed', title: 'A', language: 'fr', health: 'healthy', since: ago(40), failures: 0,
  last_error: null, polled_at: ago(0.01), succeeded_at: ago(0.01), next_poll_at: ago(-0.05), last_item_at: null, poll_minutes: 60, items: { new: 0, kept: 0, used: 0 },
}
const failing: Source = { ...usual, health: 'ailing', since: ago(3.2), succeeded_at: ago(4), failures: 6, last_error: { code: 'http', status: 503, at: ago(0.1) } }

const read = (source: Source, locale: 'fr' | 'en' = 'fr') =>
  renderToStaticMarkup(
    <IntlProvider locale={locale} messages={{ content: locale === 'fr' ? french : english }} timeZone="Europe/Paris" onError={(error) => { throw error }}>
      <MantineProvider><SourceHealth source={source} /></MantineProvider>
    </IntlProvider>,
  ).replace(/<style[^>]*>.*?<\/style>/gs, '').replaceAll(/<[^>]+>/g, '|').replaceAll(/\|+/g, '|').replaceAll(/[\u00a0\u202f]/g, ' ')

beforeEach(() => { vi.useFakeTimers({ now }) })
afterEach(() => { vi.useRealTimers() })

test.each([
  [usual, '|Fonctionne|Depuis 1 mois · dernière lecture il y a 14 minutes|'],
  [failing, '|En panne|Depuis 3 jours · dernier succès le 21 novembre|Le site répond par une erreur (503).|Rien à faire de votre côté : nous réessaierons dans 1 heure.|'],
  [{ ...failing, succeeded_at: null }, '|En panne|Depuis 3 jours · jamais lue avec succès|'],
  [{ ...failing, succeeded_at: '2025-11-21T12:00:00Z' }, '· dernier succès le 21 novembre 2025|'],
  [{ ...failing, since: ago(0.125), succeeded_at: ago(0.2), last_error: { code: 'dns', status: null, at: ago(0) } }, '|Depuis 3 heures · dernier succès il y a 5 heures|Ce site n’existe pas, ou son nom est mal écrit.|Vérifiez l’adresse dans un navigateur ;'],
  [{ ...failing, health: 'stopped', next_poll_at: null }, '|Arrêtée|Depuis 3 jours · dernier succès le 21 novembre|Le site répond par une erreur (503).|Nous ne l’interrogeons plus.'],
  [{ ...usual, health: 'paused', since: ago(2) }, '|En pause|Depuis 2 jours · dernier succès il y a 14 minutes|'],
  [{ ...usual, health: 'waiting', since: null, succeeded_at: null, polled_at: null }, '|Pas encore lue|'],
  [{ ...usual, health: 'waiting', since: null, last_error: { code: 'gone', status: 410, at: ago(1) } }, '|Bientôt relue|Dernier succès il y a 14 minutes|'],
] satisfies [Source, string][])('%#: %s', (source, words) => {
  expect(read(source)).toContain(words)
})

test('the same in English', () => {
  expect(read(failing, 'en')).toContain('|Failing|For 3 days · last success on 21 November|The site answers with an error (503).|Nothing to do on your side: we will try again in 1 hour.|')
})
