-- A link to a content on the team's own behalf, for a poster, a letter or a post: with an address that somebody chose, and no
-- ambassador.
create table sharing.campaign_links (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null,
  content_id uuid not null,
  link_id uuid not null unique,
  slug text not null,
  label text not null,
  network text not null,
  created_at timestamptz not null,
  created_by uuid,
  removed_at timestamptz,
  removed_by uuid
);
select kit.tenant('sharing.campaign_links');
create index on sharing.campaign_links (organisation_id, content_id);
