select kit.room('people');

-- An identity's place in one organisation; its sign-in is in the schema auth.
create table people.members (
  id uuid primary key,
  organisation_id uuid not null,
  identity_id uuid not null,
  -- the address this organisation knows them by, in lower case
  email text not null,
  name text not null,
  -- name and address without accents and capitals: what lists are sorted and searched by
  sort_key text not null,
  tribe text not null check (tribe in ('employees', 'customers')),
  language text not null check (language in ('fr', 'en')),
  appearance text not null default 'system' check (appearance in ('light', 'dark', 'system')),
  joined_at timestamptz not null,
  suspended_at timestamptz,
  suspended_by uuid,
  last_seen_at timestamptz,
  unique (organisation_id, identity_id),
  unique (organisation_id, email)
);
select kit.tenant('people.members');
create index on people.members (organisation_id, sort_key, id);
create index on people.members (identity_id);
create index on people.members (email);

create table people.role_grants (
  organisation_id uuid not null,
  member_id uuid not null references people.members (id) on delete cascade,
  role text not null check (role in ('admin', 'lead', 'curator', 'moderator', 'sponsor', 'manager', 'ambassador')),
  granted_by uuid,
  granted_at timestamptz not null,
  primary key (member_id, role)
);
select kit.tenant('people.role_grants');
create index on people.role_grants (organisation_id, role);

create table people.groups (
  id uuid primary key,
  organisation_id uuid not null,
  name text not null,
  created_by uuid,
  created_at timestamptz not null
);
select kit.tenant('people.groups');
create unique index on people.groups (organisation_id, lower(name));

create table people.group_members (
  organisation_id uuid not null,
  group_id uuid not null references people.groups (id) on delete cascade,
  member_id uuid not null references people.members (id) on delete cascade,
  added_by uuid,
  added_at timestamptz not null,
  primary key (group_id, member_id)
);
select kit.tenant('people.group_members');
create index on people.group_members (member_id);

-- Whose aggregates a manager may see.
create table people.managed_groups (
  organisation_id uuid not null,
  member_id uuid not null references people.members (id) on delete cascade,
  group_id uuid not null references people.groups (id) on delete cascade,
  primary key (member_id, group_id)
);
select kit.tenant('people.managed_groups');
create index on people.managed_groups (group_id);

-- The days on which a member was there, in the organisation's time zone.
create table people.connections (
  organisation_id uuid not null,
  member_id uuid not null references people.members (id) on delete cascade,
  day date not null,
  primary key (member_id, day)
);
select kit.tenant('people.connections');
create index on people.connections (organisation_id, day);

create table people.invitations (
  id uuid primary key,
  organisation_id uuid not null,
  -- null: an invitation by link or QR code, for whoever holds it
  email text,
  -- as the one who invites writes it; the person corrects it
  name text not null default '',
  -- what a link is called among others, e.g. where its poster hangs
  label text not null default '',
  token_hash bytea not null unique,
  -- sealed with the installation's key: the link can be shown and sent again
  token_sealed text not null,
  tribe text not null check (tribe in ('employees', 'customers')),
  language text not null check (language in ('fr', 'en')),
  group_ids uuid[] not null default '{}',
  roles text[] not null default '{}',
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- null: as many as wish
  max_uses integer check (max_uses > 0),
  uses integer not null default 0,
  sent_at timestamptz,
  sendings integer not null default 0,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
select kit.tenant('people.invitations');
create index on people.invitations (organisation_id, id desc);
-- one invitation of an address is open at a time; sending again is another sending of the same
create unique index on people.invitations (organisation_id, email) where email is not null and withdrawn_at is null and uses = 0;

create table people.acceptances (
  organisation_id uuid not null,
  invitation_id uuid not null references people.invitations (id) on delete cascade,
  member_id uuid not null references people.members (id) on delete cascade,
  accepted_at timestamptz not null,
  primary key (invitation_id, member_id)
);
select kit.tenant('people.acceptances');
create index on people.acceptances (member_id);

-- Acceptances that wait for their address to be proved by the link that was mailed to it.
create table people.pending_acceptances (
  organisation_id uuid not null,
  invitation_id uuid not null references people.invitations (id) on delete cascade,
  -- of the sign-in link that was mailed
  token_hash bytea primary key,
  email text not null,
  name text not null,
  language text not null check (language in ('fr', 'en')),
  expires_at timestamptz not null
);
select kit.tenant('people.pending_acceptances');
create index on people.pending_acceptances (expires_at);

-- Doors through the walls between organisations, each as narrow as what it is for.

-- The member that an identity is in an organisation, and nothing of those who were suspended: the question of every request.
create function people.actor(asked_organisation uuid, asked_identity uuid)
returns table (member_id uuid, roles text[], tribe text, group_ids uuid[], language text, last_seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select m.id,
    array(select g.role from people.role_grants g where g.member_id = m.id),
    m.tribe,
    array(select g.group_id from people.group_members g where g.member_id = m.id),
    m.language, m.last_seen_at
  from people.members m
  where m.organisation_id = asked_organisation and m.identity_id = asked_identity and m.suspended_at is null
$$;

-- Where the identity of the transaction belongs.
create function people.memberships()
returns table (organisation_id uuid, member_id uuid, name text, email text, tribe text, roles text[], language text, appearance text, last_seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select m.organisation_id, m.id, m.name, m.email, m.tribe,
    array(select g.role from people.role_grants g where g.member_id = m.id order by g.role), m.language, m.appearance, m.last_seen_at
  from people.members m
  where m.identity_id = kit.identity()::uuid and m.suspended_at is null
  order by m.last_seen_at desc nulls last, m.id
$$;

-- Whether an address opens more than the organisation of the transaction.
create function people.belongs_elsewhere(address text) returns boolean language sql stable security definer set search_path = '' as
$$ select exists (select from people.members m where m.email = address and m.organisation_id is distinct from kit.organisation()) $$;

-- Those of the identities that are nobody's member any more.
create function people.placeless(identities uuid[]) returns setof uuid language sql stable security definer set search_path = '' as
$$ select i from unnest(identities) i where not exists (select from people.members m where m.identity_id = i) $$;

-- The organisation that a link invites to, for visitors who are not signed in.
create function people.invitation_organisation(hash bytea) returns uuid language sql stable security definer set search_path = '' as
$$ select organisation_id from people.invitations where token_hash = hash $$;
create function people.pending_organisation(hash bytea) returns uuid language sql stable security definer set search_path = '' as
$$ select organisation_id from people.pending_acceptances where token_hash = hash $$;
