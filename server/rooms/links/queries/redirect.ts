/** What the redirect service asks as its own role, by named statements. Nothing else is granted to it but hits and salts. */
export interface LinkRow { id: string; number: number; organisation_id: string; slug: string; target: string; sharer_id: string | null; removed: boolean }

export const findLinks = {
  name: 'find-links',
  text: 'select id, number, organisation_id, slug, target, sharer_id, (removed_at is not null or withdrawn_at is not null) as removed from links.links where slug = any($1)',
}

export interface ChosenRow { likeness: string; slug: string }

/** Slugs that somebody chose, a page at a time, in an order that has an index. */
export const findChosen = { name: 'find-chosen', text: 'select likeness, slug from links.links where likeness is not null and likeness > $1 order by likeness limit $2' }

export const findPreview = { name: 'find-preview', text: 'select preview, host from links.links where id = $1' }

export interface DomainHostRow { host: string; organisation_id: string }

export const findDomains = { name: 'find-domains', text: 'select host, organisation_id from links.domains where verified_at is not null' }

export const findMarks = {
  name: 'find-marks',
  text: `select member_id, encode(mark, 'hex') as mark from links.sharer_marks where day = $1`,
}

export const addOrphans = {
  name: 'add-orphans',
  text: 'insert into links.orphans as o (day, requests) values ($1, $2) on conflict (day) do update set requests = o.requests + excluded.requests',
}

export const addLosses = {
  name: 'add-losses',
  text: 'insert into links.losses as l (day, requests) values ($1, $2) on conflict (day) do update set requests = l.requests + excluded.requests',
}

/** A slug whose link changed; `day member mark` of a sharer who was seen; that an organisation's hosts changed; a slug that somebody chose. */
export const channels = { changed: 'links_changed', seen: 'links_sharer_seen', domains: 'links_domains', chosen: 'links_chosen' } as const
