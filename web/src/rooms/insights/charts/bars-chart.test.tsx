import { MantineProvider } from '@mantine/core'
import messages from '@portevoix/contract/messages/fr/insights.json' with { type: 'json' }
import ui from '@portevoix/contract/messages/fr/ui.json' with { type: 'json' }
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import BarsChart from './bars-chart.tsx'

const measures = [{ key: 'reads', label: 'Lectures' }]

const drawn = (count: number, told: (at: number) => number | null = (at) => 20 - at): string => renderToStaticMarkup(
  <IntlProvider locale="fr" messages={{ insights: messages, ui }} timeZone="Europe/Paris" onError={(error) => { throw error }}>
    <MantineProvider><BarsChart title="Par thématique" rows={Array.from({ length: count }, (_, at) => ({ name: `Thème ${at}`, counts: { reads: told(at) } }))} rows_label="Thématique" drawn={measures} measures={measures} /></MantineProvider>
  </IntlProvider>,
)

test.each([
  [10, []],
  [11, ['Et 1 autre\u00a0: voir les chiffres.']],
  [14, ['Et 4 autres\u00a0: voir les chiffres.']],
])('of %d rows, what is not drawn is said: %j', (count, words) => {
  const page = drawn(count)
  expect(page.match(/Et [^<]*voir les chiffres\./g) ?? []).toEqual(words)
  expect(page.match(/<th scope="row">/g)).toHaveLength(count)
})

test.each([
  ['nothing may be told', () => null, true],
  ['one thing may', (at: number) => (at === 2 ? 5 : null), false],
])('where %s, words stand in place of the bars: the figures stay', (_what, told, words) => {
  const page = drawn(3, told)
  expect(page.includes('Aucun de ces chiffres n’a réuni 5 personnes\u00a0: il n’y a rien à tracer.')).toBe(words)
  expect(page.match(/<th scope="row">/g)).toHaveLength(3)
})
