import { MantineProvider } from '@mantine/core'
import messages from '@portevoix/contract/messages/fr/insights.json' with { type: 'json' }
import ui from '@portevoix/contract/messages/fr/ui.json' with { type: 'json' }
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import BarsChart from './bars-chart.tsx'

const measures = [{ key: 'reads', label: 'Lectures' }]

const drawn = (count: number): string => renderToStaticMarkup(
  <IntlProvider locale="fr" messages={{ insights: messages, ui }} timeZone="Europe/Paris" onError={(error) => { throw error }}>
    <MantineProvider><BarsChart title="Par thématique" rows={Array.from({ length: count }, (_, at) => ({ name: `Thème ${at}`, counts: { reads: 20 - at } }))} rows_label="Thématique" drawn={measures} measures={measures} /></MantineProvider>
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
