-- The sign-in library's tables, as it generates them for our names, in a schema that only its own role enters.
create schema auth;
create table auth.identities (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz default current_timestamp not null,
  updated_at timestamptz default current_timestamp not null,
  language text
);
create table auth.sessions (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz default current_timestamp not null,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  identity_id uuid not null references auth.identities (id) on delete cascade
);
create table auth.accounts (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  account_id text not null,
  provider_id text not null,
  identity_id uuid not null references auth.identities (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz default current_timestamp not null,
  updated_at timestamptz not null
);
create table auth.verifications (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz default current_timestamp not null,
  updated_at timestamptz default current_timestamp not null
);
create index sessions_identity_id_idx on auth.sessions (identity_id);
create index sessions_expires_at_idx on auth.sessions (expires_at);
create index accounts_identity_id_idx on auth.accounts (identity_id);
create index verifications_identifier_idx on auth.verifications (identifier);

-- How often an address or a network has tried lately; keys are digests that expire, as the rate limiter wants them.
create table auth.attempts (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

do $$ begin
  execute format('grant usage on schema auth to %I', kit.role('auth'));
  execute format('grant select, insert, update, delete on all tables in schema auth to %I', kit.role('auth'));
end $$;
