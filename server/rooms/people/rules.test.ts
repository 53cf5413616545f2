import { describe, expect, it } from 'vitest'
import iconv from 'iconv-lite'
import { readTable } from './csv/read.ts'
import { readRows, type Defaults } from './csv/rows.ts'
import { dayIn, invitationState, mayGrant, networkOf, nextSending, plain, presenceIsStale, shortName } from './rules.ts'

const now = new Date('2026-03-10T12:00:00Z')
const later = new Date('2026-04-10T12:00:00Z')

describe('rules', () => {
  it.each([['192.0.2.77', 'ipv4:192.0.2'], ['::ffff:192.0.2.1', 'ipv4:192.0.2'], ['2001:db8:1:2:3::4', 'ipv6:32.1.13.184.0.1.0.2'], ['nonsense', 'unknown']])('network of %s', (address, network) => { expect(networkOf(address)).toBe(network) })
  it.each([['Élodie  ŒUVRARD', 'elodie œuvrard'], ['  Zoë\tÇelik ', 'zoe celik']])('plain %s', (text, expected) => { expect(plain(text)).toBe(expected) })
  it.each([
    ['Acme', 'Acme'], ['Atelier Noé', 'Atelier Noé'], ['Ateliers du Grand Pré', 'Ateliers'], ['Brasserie du Grand Pré', 'Brasserie'], ['Ville de Lyon Métropole', 'Ville'], ['Ville claire', 'Ville claire'],
    ['The Northern Bakery', 'The Northern'], ['Établissements Dupont', 'Établissements'], ['Dupont & Fils Associés', 'Dupont'], ['Dupont, Martin et Cie', 'Dupont'], ['  Anti constitutionnel  ', 'Anti'], ['Le Grand Théâtre', 'Le Grand'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 Famille Noé', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 Famille'],
  ])('%s is called %s under an icon', (name, expected) => { expect(shortName(name)).toBe(expected) })
  it.each([
    [['admin'], ['admin'], true], [['lead'], ['admin'], false], [['lead'], ['curator', 'lead'], true], [['curator'], ['ambassador'], false], [[], [], false],
  ] as const)('%j may grant %j: %s', (held, granted, allowed) => { expect(mayGrant(held, granted)).toBe(allowed) })
  it.each([
    ['open', { email: 'a@b.fr', uses: 0, max_uses: 1, expires_at: later, withdrawn_at: null }], ['accepted', { email: 'a@b.fr', uses: 1, max_uses: 1, expires_at: now, withdrawn_at: null }],
    ['used_up', { email: null, uses: 3, max_uses: 3, expires_at: later, withdrawn_at: null }], ['open', { email: null, uses: 3, max_uses: null, expires_at: later, withdrawn_at: null }],
    ['expired', { email: null, uses: 0, max_uses: null, expires_at: now, withdrawn_at: null }], ['withdrawn', { email: 'a@b.fr', uses: 0, max_uses: 1, expires_at: now, withdrawn_at: now }],
  ] as const)('an invitation is %s', (state, invitation) => { expect(invitationState(invitation, now)).toBe(state) })
  it.each([
    ['never mailed', [], { possible: true }], ['written down and not mailed', [{ sent_at: null, sendings: 0 }], { possible: true }],
    ['mailed a day ago', [{ sent_at: new Date('2026-03-09T12:00:00Z'), sendings: 4 }], { possible: true }],
    ['mailed a minute less than a day ago', [{ sent_at: new Date('2026-03-09T12:01:00Z'), sendings: 1 }], { possible: false, again_at: new Date('2026-03-10T12:01:00Z') }],
    ['mailed five times', [{ sent_at: new Date('2026-01-09T12:00:00Z'), sendings: 5 }], { possible: false, again_at: null }],
    ['mailed for two invitations', [{ sent_at: new Date('2026-01-09T12:00:00Z'), sendings: 1 }, { sent_at: new Date('2026-03-10T11:00:00Z'), sendings: 2 }], { possible: false, again_at: new Date('2026-03-11T11:00:00Z') }],
    ['mailed five times for two invitations', [{ sent_at: new Date('2026-01-09T12:00:00Z'), sendings: 2 }, { sent_at: new Date('2026-02-09T12:00:00Z'), sendings: 3 }], { possible: false, again_at: null }],
  ])('who was %s may be mailed', (_, mailed, expected) => { expect(nextSending(mailed, now)).toEqual(expected) })
  it('knows the day where the organisation is', () => { expect([dayIn(new Date('2026-03-10T23:30:00Z'), 'Europe/Paris'), dayIn(new Date('2026-03-10T23:30:00Z'), 'America/New_York')]).toEqual(['2026-03-11', '2026-03-10']) })
  it('writes presence every ten minutes', () => { expect([null, now, new Date(now.getTime() - 600_000)].map((seen) => presenceIsStale(seen, now))).toEqual([true, false, true]) })
})

const defaults: Defaults = { tribe: 'employees', language: 'fr', roles: ['ambassador'], granter: ['lead'] }
const read = (bytes: Buffer | string) => {
  const file = readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  return file.ok ? readRows(file.table, defaults) : { ok: false as const, reason: file.fault, line: 'line' in file ? file.line : null }
}
const rows = (bytes: Buffer | string) => {
  const reading = read(bytes)
  return reading.ok ? reading.rows : []
}

describe('a CSV file', () => {
  const french = 'Prénom;Nom;Adresse e-mail;Tribu;Groupes;Rôles\r\nÉlodie;Lefèvre;Elodie@Acme.fr;Salariés;Paris, Ventes;Curation\r\n'
  it.each([
    ['UTF-8', Buffer.from(french)], ['UTF-8 with a mark', Buffer.from(`\uFEFF${french}`)], ['windows-1252, as Excel saves in France', iconv.encode(french, 'windows-1252')],
    ['UTF-16, as Excel saves Unicode', iconv.encode(french.replaceAll(';', '\t'), 'utf-16le', { addBOM: true })], ['with Excel’s own first line', Buffer.from(`sep=;\r\n${french}`)],
  ])('is read in %s', (_, bytes) => {
    expect(rows(bytes)).toEqual([expect.objectContaining({ email: 'elodie@acme.fr', name: 'Élodie Lefèvre', tribe: 'employees', groups: ['Paris', 'Ventes'], roles: ['curator'], errors: [] })])
  })

  it.each([
    ['email,name\na@b.fr,"Dupont, Jean"\n', [{ email: 'a@b.fr', name: 'Dupont, Jean' }]],
    ['e-mail\ttribe\nx@y.fr\tclients\n', [{ email: 'x@y.fr', tribe: 'customers' }]],
    ['a@b.fr\nc@d.fr\n', [{ line: 1, email: 'a@b.fr' }, { line: 2, email: 'c@d.fr' }]],
    ['email\n\n\nz@z.fr\n', [{ line: 4, email: 'z@z.fr' }]],
  ])('%j', (text, expected) => { expect(rows(text)).toEqual(expected.map((row) => expect.objectContaining(row))) })

  it.each([
    ['email\n,\n"",\nnot an address\n', 4, 'invalid_email'], ['email,tribe\na@b.fr,martiens\n', 2, 'unknown_tribe'], ['email,langue\na@b.fr,klingon\n', 2, 'unknown_language'],
    ['email,role\na@b.fr,roi\n', 2, 'unknown_role'], ['email,role\na@b.fr,Administration\n', 2, 'role_above_yours'], ['email,name\n,Sans adresse\n', 2, 'missing_email'],
    ['email,name\na@b.fr,"Jean\nDupont"\n', 2, 'one_line'], ['email,name\na@b.fr,Jean\u202eDupont\n', 2, 'hidden_character'], ['email,groups\na@b.fr,Paris;\u200b\n', 2, 'hidden_character'],
  ])('%j says what is wrong on its line', (text, line, code) => { expect(rows(text).at(-1)).toMatchObject({ line, errors: [{ code }] }) })

  it('is refused when it has no addresses, too many lines or no end', () => {
    expect(read('nom;ville\nA;B\n')).toEqual({ ok: false, reason: 'csv_without_email' })
    expect(read(`email\n${'a@b.fr\n'.repeat(5_001)}`)).toEqual({ ok: false, reason: 'csv_too_long' })
    expect(read('email,"never closed\na@b.fr,')).toEqual({ ok: false, reason: 'open_quote', line: 1 })
    expect(read('\n\n"email"s\na@b.fr')).toEqual({ ok: false, reason: 'text_after_quote', line: 3 })
    expect(read(Buffer.from([0x65, 0, 0x66]))).toEqual({ ok: false, reason: 'unreadable', line: null })
  })
})
