import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { useFormat } from './use-format.ts'

const moment = '2026-12-03T13:05:00Z'

const Dates = () => {
  const format = useFormat()
  return <>{[format.date(moment), format.shortDate(moment), format.dateTime(moment), format.day('2026-12-03'), format.dayRange('2026-11-28', '2026-12-03')].join(' | ')}</>
}

test.each([
  ['fr', '3 décembre 2026 | 3 déc. | 3 décembre 2026 à 14:05 | 3 décembre 2026 | 28 nov.–3 déc. 2026'],
  ['en', '3 December 2026 | 3 Dec | 3 December 2026 at 14:05 | 3 December 2026 | 28 Nov–3 Dec 2026'],
] as const)('dates in %s have the day before the month', (locale, expected) => {
  const markup = renderToStaticMarkup(<IntlProvider locale={locale} messages={{}} timeZone="Europe/Paris"><Dates /></IntlProvider>)
  expect(markup.replace(/[\u2009\u202f\u00a0]/g, ' ').replace(/ – /g, '–')).toBe(expected)
})
