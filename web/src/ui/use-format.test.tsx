import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { useFormat } from './use-format.ts'

const moment = '2026-12-03T13:05:00Z'

const Night = () => useFormat().dateTime('2026-11-26T01:37:00Z')

test.each([['fr', '26 novembre 2026 à 02:37'], ['en', '26 November 2026 at 02:37']] as const)('hours in %s have two digits', (locale, expected) => {
  const markup = renderToStaticMarkup(<IntlProvider locale={locale} messages={{}} timeZone="Europe/Paris"><Night /></IntlProvider>)
  expect(markup.replace(/[\u2009\u202f\u00a0]/g, ' ')).toBe(expected)
})

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

const First = () => {
  const format = useFormat()
  return <>{[format.day('2026-06-01'), format.shortDay('2026-06-01'), format.dayRange('2026-06-01', '2026-08-11'), format.dayAndMonth('2026-06-01T10:00:00Z', new Date('2026-07-01T00:00:00Z')), format.month('2026-06-01')].join(' | ')}</>
}

test.each([
  ['fr', '1er juin 2026 | 1er juin | 1er juin – 11 août 2026 | 1er juin | juin 2026'],
  ['en', '1 June 2026 | 1 Jun | 1 Jun – 11 Aug 2026 | 1 June | June 2026'],
] as const)('the first of a month is written in %s as it is said', (locale, expected) => {
  const markup = renderToStaticMarkup(<IntlProvider locale={locale} messages={{}} timeZone="Europe/Paris"><First /></IntlProvider>)
  expect(markup.replace(/[\u2009\u202f\u00a0]/g, ' ')).toBe(expected)
})
