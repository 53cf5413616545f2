select kit.room('content');

create table content.channels (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null,
  name text not null,
  archived_at timestamptz
);
select kit.tenant('content.channels');
create unique index on content.channels (programme_id, lower(name)) where archived_at is null;

-- Images, copied, resized and stripped of metadata; the alternative text belongs to where they are used.
create table content.media (
  id uuid primary key,
  organisation_id uuid not null,
  width integer not null,
  height integer not null,
  -- SHA-256 of what was sent or copied: the same picture is kept once
  digest bytea not null,
  created_at timestamptz not null,
  unique (organisation_id, digest)
);
select kit.tenant('content.media');

-- Whose image this is: an <img> cannot name its organisation, so the address alone must lead to it.
create function content.media_organisation(media uuid) returns uuid language sql stable security definer set search_path = '' as
$$ select m.organisation_id from content.media m where m.id = media_organisation.media $$;

create table content.media_variants (
  organisation_id uuid not null,
  media_id uuid not null references content.media (id) on delete cascade,
  width integer not null,
  type text not null,
  bytes bytea not null,
  primary key (media_id, width)
);
select kit.tenant('content.media_variants');

create table content.sources (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null,
  -- what was pasted, and what is polled: the feed that was found there, or the page itself
  address text not null,
  feed_address text,
  kind text not null check (kind in ('feed', 'page')),
  title text not null,
  language text,
  etag text,
  last_modified text,
  polled_at timestamptz,
  next_poll_at timestamptz,
  poll_minutes integer not null default 60 check (poll_minutes between 60 and 10080),
  -- tries that failed one after the other
  failures integer not null default 0,
  -- a reason of kit/outbound, `http_<status>`, or why what was fetched could not be read
  last_error text,
  last_error_at timestamptz,
  succeeded_at timestamptz,
  last_item_at timestamptz,
  paused_at timestamptz,
  paused_by uuid,
  -- the site said that this is gone for good (410), or has failed for so long that we stopped asking
  stopped_at timestamptz,
  added_by uuid,
  created_at timestamptz not null,
  unique (programme_id, address)
);
select kit.tenant('content.sources');
create index on content.sources (next_poll_at) where paused_at is null and stopped_at is null;

create table content.items (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null,
  source_id uuid references content.sources (id) on delete set null,
  guid text,
  address text not null,
  canonical_address text not null,
  title text not null,
  summary text not null default '',
  author text,
  site_name text,
  language text,
  reading_minutes integer,
  image_address text,
  media_id uuid references content.media (id) on delete set null,
  published_at timestamptz,
  found_at timestamptz not null,
  -- where it stands in the inbox: when it was published, as far as that is believable
  placed_at timestamptz not null,
  -- when its page was read, for what the feed did not say
  enriched_at timestamptz,
  state text not null check (state in ('new', 'kept', 'dismissed', 'snoozed', 'used')),
  snoozed_until timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  unique (programme_id, canonical_address)
);
select kit.tenant('content.items');
create unique index on content.items (source_id, guid) where guid is not null;
create index on content.items (programme_id, state, placed_at desc, id desc);
create index on content.items (source_id, state);
create index on content.items (snoozed_until) where state = 'snoozed';

create table content.contents (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null,
  kind text not null check (kind in ('link', 'text')),
  state text not null check (state in ('draft', 'scheduled', 'published', 'expired')),
  visibility text not null check (visibility in ('internal', 'shareable')),
  language text not null,
  title text not null default '',
  body_html text not null default '',
  body_text text not null default '',
  address text,
  -- the site that a link leads to, by its own name
  site_name text,
  item_id uuid references content.items (id) on delete set null,
  media_id uuid references content.media (id) on delete set null,
  image_alt text not null default '',
  theme_id uuid,
  channel_id uuid references content.channels (id) on delete set null,
  hashtags text[] not null default '{}',
  campaign text,
  reading_minutes integer not null default 1,
  -- audience: tribes and groups (any of them); everyone where both are empty
  tribes text[] not null default '{}',
  group_ids uuid[] not null default '{}',
  publish_at timestamptz,
  published_at timestamptz,
  expires_at timestamptz,
  version integer not null default 1,
  created_by uuid,
  updated_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- where the feed walks: made when it is published, never depends on the time of reading
  rank double precision,
  search tsvector,
  -- where it stands in the desk's lists
  placed_at timestamptz generated always as (coalesce(published_at, publish_at, created_at)) stored
);
select kit.tenant('content.contents');
create index on content.contents (programme_id, state, placed_at desc, id desc);
create index on content.contents (programme_id, rank desc, id desc) where state = 'published';
create index on content.contents using gin (search);
create index on content.contents (publish_at) where state = 'scheduled';
create index on content.contents (expires_at) where state = 'published';

create table content.captions (
  id uuid primary key,
  organisation_id uuid not null,
  content_id uuid not null references content.contents (id) on delete cascade,
  network text not null,
  language text not null,
  text text not null,
  position smallint not null
);
select kit.tenant('content.captions');
create index on content.captions (content_id, network, position);

-- Who decided what about a content, and when.
create table content.decisions (
  id uuid primary key,
  organisation_id uuid not null,
  content_id uuid not null references content.contents (id) on delete cascade,
  verb text not null check (verb in ('created', 'scheduled', 'published', 'unscheduled', 'expired', 'republished', 'edited')),
  member_id uuid,
  at timestamptz not null
);
select kit.tenant('content.decisions');
create index on content.decisions (content_id, id);

-- The organisations that have something due at this moment: a source to poll, an item to wake, a content to publish or to end.
create function content.organisations_due(moment timestamptz) returns setof uuid language sql stable security definer set search_path = '' as $$
  select organisation_id from content.sources where paused_at is null and stopped_at is null and next_poll_at <= moment
  union select organisation_id from content.items where state = 'snoozed' and snoozed_until <= moment
  union select organisation_id from content.contents where state = 'scheduled' and publish_at <= moment
  union select organisation_id from content.contents where state = 'published' and expires_at <= moment
$$;
