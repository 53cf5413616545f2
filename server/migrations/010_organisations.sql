select kit.room('organisations');

create table organisations.organisations (
  id uuid primary key,
  name text not null,
  language text not null check (language in ('fr', 'en')),
  colour text not null check (colour ~ '^#[0-9a-fA-F]{6}$'),
  time_zone text not null default 'Europe/Paris',
  -- a PNG made by us from what was sent: resized, without metadata
  logo bytea,
  -- names the logo's address anew when it changes, so that it may be cached for good
  logo_version uuid,
  -- set for a demonstration: the whole organisation is invented and may be removed in one click
  demonstration_since timestamptz,
  created_at timestamptz not null
);
select kit.protect('organisations.organisations');
do $$ begin
  execute format('create policy own on organisations.organisations to %I using (id = kit.organisation()) with check (id = kit.organisation())', kit.role('app'));
end $$;

-- The ids of all organisations, for jobs that visit each of them.
create function organisations.ids() returns setof uuid language sql stable security definer set search_path = '' as
$$ select id from organisations.organisations order by id $$;

-- Whether this installation still waits for its first organisation.
create function organisations.first_visit_open() returns boolean language sql stable security definer set search_path = '' as
$$ select not exists (select from organisations.organisations) $$;

-- What was done that an auditor will ask about: who, what, to what, when. Never changed.
create table organisations.audit_entries (
  id uuid primary key,
  organisation_id uuid not null,
  at timestamptz not null,
  -- the member who did it; null when the platform or its operator did
  member_id uuid,
  action text not null,
  subject text not null,
  details jsonb not null default '{}'
);
select kit.tenant('organisations.audit_entries');
create index on organisations.audit_entries (organisation_id, id desc);
