import type { Content } from '@portevoix/contract/content/contents'

/** A draft of a link, as the server gives it; `changes` make another. */
export const contentWith = (changes: Partial<Content> = {}): Content => ({
  id: '01900000-0000-7000-8000-000000000001', programme_id: '01900000-0000-7000-8000-000000000002', kind: 'link', state: 'draft', visibility: 'shareable', language: 'fr',
  title: 'Pompes à chaleur', body_html: '<p>Texte</p>', address: 'https://gazette.example/pompes', site_name: 'gazette.example', image: null, image_alt: '', theme_id: null, channel_id: null,
  hashtags: [], campaign: null, reading_minutes: 1, tribes: [], group_ids: [], captions: [{ id: 'c1', network: 'linkedin', language: 'fr', text: 'Une' }], publish_at: null, published_at: null,
  expires_at: null, version: 3, created_at: '2026-03-01T08:00:00.000Z', created_by: null, updated_at: '2026-03-01T08:00:00.000Z', updated_by: { name: 'Nina Roux' }, obstacles: [], decisions: [],
  ...changes,
})
