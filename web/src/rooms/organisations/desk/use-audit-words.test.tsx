import linksEnglish from '@portevoix/contract/messages/en/links.json' with { type: 'json' }
import organisationsEnglish from '@portevoix/contract/messages/en/organisations.json' with { type: 'json' }
import peopleEnglish from '@portevoix/contract/messages/en/people.json' with { type: 'json' }
import linksFrench from '@portevoix/contract/messages/fr/links.json' with { type: 'json' }
import organisationsFrench from '@portevoix/contract/messages/fr/organisations.json' with { type: 'json' }
import peopleFrench from '@portevoix/contract/messages/fr/people.json' with { type: 'json' }
import type { AuditDetails } from '@portevoix/contract/organisations'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { useAuditWords } from './use-audit-words.ts'

const catalogues = {
  fr: { organisations: organisationsFrench, people: peopleFrench, links: linksFrench },
  en: { organisations: organisationsEnglish, people: peopleEnglish, links: linksEnglish },
}

const Details = ({ details }: { details: Record<string, unknown> }) =>
  <>{useAuditWords().details({ id: '', at: '2026-11-26T08:00:00Z', member_id: null, action: '', subject: '', details })}</>

const render = (locale: 'fr' | 'en', details: Record<string, unknown>): string =>
  renderToStaticMarkup(
    <IntlProvider locale={locale} messages={catalogues[locale]} timeZone="Europe/Paris" onError={(error) => { throw error }}><Details details={details} /></IntlProvider>,
  ).replace(/[\u2009\u202f\u00a0]/g, ' ').replace(/ – /g, '–')

/** Each thing that an entry may tell, as rooms write it, and how it reads. */
const told: { [Name in keyof AuditDetails]-?: readonly [AuditDetails[Name], string, string] } = {
  fields: [['name', 'utm_enabled'], 'nom et marquage des liens', 'name and link marking'],
  granted: [['admin'], 'reçoit Administration', 'receives Administrator'],
  taken: [['curator'], 'perd Curation', 'loses Curator'],
  tribe: ['customers', 'Clients', 'Customers'],
  members: [3, '3 membres', '3 members'],
  joined_groups: [['Lyon', 'Paris'], 'ajout aux groupes Lyon et Paris', 'added to the groups Lyon and Paris'],
  left_groups: [['Lyon'], 'retrait du groupe Lyon', 'taken out of the group Lyon'],
  group: ['Lyon', 'Lyon', 'Lyon'],
  replacement: ['Paris', 'remplacé par « Paris »', 'replaced with “Paris”'],
  channel: ['Métiers', 'Métiers', 'Métiers'],
  contents: [2, '2 contenus concernés', '2 contents concerned'],
  alone: [1, 'dont 1 sans public', '1 of them without audience'],
  invitations: [1, '1 invitation', '1 invitation'],
  version: [3, 'version 3', 'version 3'],
  host: ['go.example.com', 'domaine go.example.com', 'domain go.example.com'],
  slug: ['ete-a-lyon-2026', 'adresse ete-a-lyon-2026', 'address ete-a-lyon-2026'],
  reason: ['robot', linksFrench.reasons.robot.name, linksEnglish.reasons.robot.name],
  days: [['2026-11-01', '2026-11-03'], '1er–3 nov. 2026', '1–3 Nov 2026'],
  kind: ['sign-in', '', ''],
  mail_id: ['0', '', ''],
  mail_server: [true, '', ''],
}

test.each(Object.entries(told))('%s is told in words', (name, [value, french, english]) => {
  expect([render('fr', { [name]: value }), render('en', { [name]: value })]).toEqual([french, english])
})

test('nothing is told of what there is none of', () => {
  for (const [name, none] of Object.entries({ granted: [], taken: [], joined_groups: [], left_groups: [], contents: 0, alone: 0, invitations: 0 })) expect(render('fr', { [name]: none })).toBe('')
})

test('what a later version wrote stays as it is', () => {
  expect(render('fr', { constructor: 'a', places: ['b', 'c'] })).toBe('constructor a · places b, c')
})
