select kit.room('programme');

create table programme.programmes (
  id uuid primary key,
  organisation_id uuid not null,
  name text not null,
  purpose text not null default '',
  networks text[] not null,
  -- added to every post where the programme wants readers to know that an ambassador is speaking
  disclosure_hashtag text,
  utm_enabled boolean not null default true,
  -- who made it and who changed its form last; forgotten when they leave the organisation
  created_by uuid,
  updated_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null default now(),
  closed_at timestamptz
);
select kit.tenant('programme.programmes');
create index on programme.programmes (organisation_id, created_at);

create table programme.themes (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null references programme.programmes (id) on delete cascade,
  name text not null,
  colour text not null,
  -- share of the mix that this theme should take, in percent
  target_percent smallint not null check (target_percent between 0 and 100),
  position smallint not null,
  archived_at timestamptz
);
select kit.tenant('programme.themes');
create index on programme.themes (programme_id, position);

create table programme.charters (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null references programme.programmes (id) on delete cascade,
  version integer not null,
  markdown_fr text not null,
  markdown_en text not null,
  published_at timestamptz not null,
  published_by uuid,
  unique (programme_id, version)
);
select kit.tenant('programme.charters');

create table programme.charter_acceptances (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null references programme.programmes (id) on delete cascade,
  charter_id uuid not null references programme.charters (id),
  member_id uuid not null,
  language text not null,
  accepted_at timestamptz not null,
  unique (charter_id, member_id)
);
select kit.tenant('programme.charter_acceptances');
create index on programme.charter_acceptances (member_id);

-- A member who takes part. Leaving removes the row; what remains of it is an anonymous total.
create table programme.ambassadors (
  id uuid primary key,
  organisation_id uuid not null,
  programme_id uuid not null references programme.programmes (id) on delete cascade,
  member_id uuid not null,
  charter_id uuid not null references programme.charters (id),
  joined_at timestamptz not null,
  unique (programme_id, member_id)
);
select kit.tenant('programme.ambassadors');
create index on programme.ambassadors (member_id);

-- How many left, by day, without saying who.
create table programme.withdrawals (
  organisation_id uuid not null,
  programme_id uuid not null references programme.programmes (id) on delete cascade,
  day date not null,
  tribe text not null,
  ambassadors integer not null,
  primary key (programme_id, day, tribe)
);
select kit.tenant('programme.withdrawals');
