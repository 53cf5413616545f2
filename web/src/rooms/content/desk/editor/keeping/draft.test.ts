import { describe, expect, it, test } from 'vitest'
import { contentWith } from './content.fixture.ts'
import { afterSave, changedFields, changesOf, draftOf, isWholeAddress, rebase } from './draft.ts'

const base = draftOf(contentWith())

describe('what is sent', () => {
  it('is only what changed', () => {
    expect(changesOf(base, base)).toEqual({})
    expect(changesOf(base, { ...base, title: 'Autre', theme_id: 't' })).toEqual({ title: 'Autre', theme_id: 't' })
    expect(changesOf({ ...base, expires_at: '2026-05-01T08:00:00Z' }, { ...base, expires_at: '2026-05-01T10:00:00+02:00' })).toEqual({})
  })

  it('has captions in their order, those that are known by their ids', () => {
    const captions = [{ key: 'new', network: 'x' as const, language: 'fr' as const, text: 'Deux' }, ...base.captions]
    expect(changesOf(base, { ...base, captions })).toEqual({ captions: [{ network: 'x', language: 'fr', text: 'Deux' }, { id: 'c1', network: 'linkedin', language: 'fr', text: 'Une' }] })
  })
})

describe('after a save', () => {
  it('gives new captions their ids without touching what was typed since', () => {
    const sent = { ...base, captions: [...base.captions, { key: 'new', network: 'x' as const, language: 'fr' as const, text: 'Deux' }] }
    const typed = { ...sent, captions: sent.captions.map((caption) => ({ ...caption, text: `${caption.text}!` })) }
    const saved = contentWith({ version: 4, captions: [{ id: 'c1', network: 'linkedin', language: 'fr', text: 'Une' }, { id: 'c2', network: 'x', language: 'fr', text: 'Deux' }] })
    const after = afterSave(saved, sent, typed)
    expect(after.draft.captions).toMatchObject([{ key: 'c1', id: 'c1', text: 'Une!' }, { key: 'new', id: 'c2', text: 'Deux!' }])
    expect(changedFields(after.base, after.draft)).toEqual(['captions'])
  })

  it('keeps the words as they were typed, and takes what the server decided of the rest', () => {
    const sent = { ...base, body_html: '<p>Texte <a href="https://a.example">là</a></p>', visibility: 'internal' as const, tribes: [] }
    const saved = contentWith({ version: 4, body_html: '<p>Texte <a href="https://a.example" rel="noopener">là</a></p>', visibility: 'internal', tribes: ['employees'] })
    const after = afterSave(saved, sent, sent)
    expect(after.draft).toMatchObject({ body_html: sent.body_html, tribes: ['employees'] })
    expect(changedFields(after.base, after.draft)).toEqual([])
  })
})

describe('changes put upon somebody else’s', () => {
  const mine = { ...base, title: 'Le mien', hashtags: ['Climat'] }
  test.each([
    ['other fields', { ...base, image_alt: 'Un atelier' }, [], { title: 'Le mien', hashtags: ['Climat'], image_alt: 'Un atelier' }],
    ['the same field', { ...base, title: 'Le leur', campaign: 'mai' }, ['title'], { title: 'Le mien', campaign: 'mai' }],
    ['the same field alike', { ...base, title: 'Le mien' }, [], { title: 'Le mien' }],
    ['nothing', base, [], mine],
  ])('%s', (_what, theirs, conflicts, merged) => {
    const found = rebase({ seen: base, base, mine, theirs })
    expect(found.conflicts).toEqual(conflicts)
    expect(found.merged).toMatchObject(merged)
  })

  it('does not take the server’s cleaning of a text for somebody’s change', () => {
    const seen = { ...base, body_html: '<p>Propre</p>' }
    const typed = { ...base, body_html: '<p onclick="x">Propre</p>' }
    expect(rebase({ seen, base: typed, mine: { ...typed, body_html: '<p>Propre, suite</p>' }, theirs: seen }).conflicts).toEqual([])
  })
})

test.each([
  [null, true], ['https://exemple.fr/article', true], ['http://localhost:3000', true], ['exemple.fr', false], ['https://', false], ['javascript:alert(1)', false], ['mailto:a@b.fr', false],
])('%s is whole: %s', (address, whole) => { expect(isWholeAddress(address)).toBe(whole) })
