select kit.room('sharing');

-- A member's act of passing one content on to one network. Prepared (with its link) as soon as the composer needs the link;
-- what became of it is said by share_states, and nothing is claimed before.
create table sharing.shares (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null,
  content_id uuid not null,
  theme_id uuid,
  network text not null,
  -- null once the member has left; the text they wrote goes with them
  member_id uuid,
  caption text,
  -- which of the team's captions it began with
  caption_id uuid,
  -- null for a text without an address: there is nothing to follow
  link_id uuid,
  slug text,
  tribe text not null,
  group_ids uuid[] not null default '{}',
  prepared_at timestamptz not null,
  opened_at timestamptz
);
select kit.tenant('sharing.shares');
-- one preparation at a time for a member, a content and a network: it is taken up again until it is opened
create unique index on sharing.shares (member_id, content_id, network) where opened_at is null and member_id is not null;
create index on sharing.shares (member_id, opened_at desc, id desc) where opened_at is not null;
create index on sharing.shares (content_id);
create index on sharing.shares (organisation_id, opened_at) where opened_at is not null;
create index on sharing.shares (prepared_at) where opened_at is null;

-- opened: the network's dialog was opened; declared: the member says that it is posted; confirmed: a human came by its link.
create table sharing.share_states (
  share_id uuid not null references sharing.shares (id) on delete cascade,
  organisation_id uuid not null,
  state text not null check (state in ('opened', 'declared', 'confirmed')),
  at timestamptz not null,
  -- the organisation's day it was counted on
  day date not null,
  primary key (share_id, state)
);
select kit.tenant('sharing.share_states');

-- How often each of the team's captions was taken, by anybody: the least used is offered first.
create table sharing.caption_uses (
  caption_id uuid primary key,
  organisation_id uuid not null,
  content_id uuid not null,
  uses integer not null check (uses >= 0)
);
select kit.tenant('sharing.caption_uses');
create index on sharing.caption_uses (content_id);

-- Where a member has their account, for a network of many servers.
create table sharing.instances (
  organisation_id uuid not null,
  member_id uuid not null,
  network text not null,
  host text not null,
  used_at timestamptz not null,
  primary key (member_id, network)
);
select kit.tenant('sharing.instances');

-- What a day came to, in the organisation's own days, by the day of each state; names nobody.
create table sharing.daily_shares (
  organisation_id uuid not null,
  programme_id uuid not null,
  day date not null,
  content_id uuid not null,
  network text not null,
  theme_id uuid,
  tribe text not null,
  opened integer not null default 0,
  declared integer not null default 0,
  confirmed integer not null default 0,
  primary key (content_id, day, network, tribe)
);
select kit.tenant('sharing.daily_shares');
create index on sharing.daily_shares (organisation_id, day);

-- The same for each group of the member. Who is in two groups counts in both: sums over groups are not totals.
create table sharing.daily_group_shares (
  organisation_id uuid not null,
  programme_id uuid not null,
  day date not null,
  group_id uuid not null,
  content_id uuid not null,
  network text not null,
  theme_id uuid,
  tribe text not null,
  opened integer not null default 0,
  declared integer not null default 0,
  confirmed integer not null default 0,
  primary key (content_id, day, network, group_id, tribe)
);
select kit.tenant('sharing.daily_group_shares');
create index on sharing.daily_group_shares (organisation_id, day);
