select kit.room('links');

-- The tracked short link of one share. Never deleted but with its organisation: a link that must end is marked removed.
create table links.links (
  id uuid primary key,
  organisation_id uuid not null,
  slug text not null unique check (slug ~ '^[0-9A-Za-z_-]{4,64}$'),
  target text not null check (target ~ '^https?://'),
  share_id uuid not null,
  content_id uuid not null,
  theme_id uuid,
  network text not null,
  -- the member who shared; null once they have left and the link has become anonymous
  sharer_id uuid,
  tribe text not null check (tribe in ('employees', 'customers')),
  group_ids uuid[] not null default '{}',
  -- what networks' robots are shown: title, description, image, image_alt, site_name, language
  preview jsonb not null,
  created_at timestamptz not null,
  first_click_at timestamptz,
  removed_at timestamptz
);
select kit.tenant('links.links');
select kit.grant('links', 'select', 'links.links');
create index on links.links (organisation_id, content_id);
create index on links.links (organisation_id, share_id);
create index on links.links (organisation_id, sharer_id) where sharer_id is not null;

-- Every request for a known link: a click when reason is null, otherwise left out for that reason (rules.ts gives the
-- numbers their names). No address, no agent: visitor is a hash whose salt is destroyed (links.salts).
-- No foreign keys: the redirect writes here by thousands a second, and rows leave by the trigger below.
create table links.hits (
  organisation_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  link_id uuid not null,
  reason smallint,
  visitor bytea,
  primary key (organisation_id, at, id)
);
select kit.tenant('links.hits', false);
select kit.grant('links', 'insert', 'links.hits');

create function links.forget_hits() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from links.hits where organisation_id in (select distinct organisation_id from gone);
  return null;
end $$;
create trigger forget_hits after delete on links.links referencing old table as gone
  for each statement execute function links.forget_hits();

-- The day's secret, shared by all nodes. Its destruction is what makes the visitors of that day anonymous for good:
-- a deleted row is swept from the page at once, not when enough others have died.
create table links.salts (
  day date primary key,
  salt bytea not null check (length(salt) = 32)
) with (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
select kit.protect('links.salts');
select kit.grant('links', 'select, insert, delete', 'links.salts');
select kit.grant('app', 'select, insert, delete', 'links.salts');

-- By which hash of the day a sharer's own visits are recognised; destroyed with the salt.
create table links.sharer_marks (
  organisation_id uuid not null,
  member_id uuid not null,
  day date not null,
  mark bytea not null,
  primary key (organisation_id, member_id, day, mark)
) with (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
select kit.tenant('links.sharer_marks');
select kit.grant('links', 'select, delete', 'links.sharer_marks');

-- Requests for slugs that no link has.
create table links.orphans (
  day date primary key,
  requests bigint not null
);
select kit.protect('links.orphans');
select kit.grant('links', 'select, insert, update', 'links.orphans');
select kit.grant('app', 'select, delete', 'links.orphans');

-- Nodes keep links in memory: they hear of each change that they would answer otherwise.
create function links.tell_change() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('links_changed', old.slug);
  return null;
end $$;
create trigger tell_change after update on links.links for each row
  when ((old.target, old.preview, old.sharer_id, old.removed_at) is distinct from (new.target, new.preview, new.sharer_id, new.removed_at))
  execute function links.tell_change();
create trigger tell_removal after delete on links.links for each row execute function links.tell_change();

create function links.tell_mark() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('links_sharer_seen', new.day || ' ' || new.member_id || ' ' || encode(new.mark, 'hex'));
  return null;
end $$;
create trigger tell_mark after insert on links.sharer_marks for each row execute function links.tell_mark();

-- The organisations whose links were asked for at or after a moment: one look into the index for each of them.
create function links.organisations_with_hits(since timestamptz) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with recursive organisation (id) as (
    (select organisation_id from links.hits order by organisation_id limit 1)
    union all
    select (select h.organisation_id from links.hits h where h.organisation_id > organisation.id order by h.organisation_id limit 1)
    from organisation where organisation.id is not null
  )
  select id from organisation
  where id is not null and exists (select from links.hits h where h.organisation_id = organisation.id and h.at >= since)
$$;
