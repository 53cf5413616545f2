-- A host that an organisation's links are reached at besides the installation's own. Its DNS proves that it is theirs: a TXT
-- record at _portevoix.<host> that holds the token.
create table links.domains (
  id uuid primary key,
  organisation_id uuid not null,
  -- in ASCII: letters beyond it in their punycode form
  host text not null check (host ~ '^[a-z0-9.-]{4,242}$'),
  token text not null,
  added_at timestamptz not null,
  added_by uuid,
  verified_at timestamptz,
  -- null where a job found the record, or once the member has left
  verified_by uuid,
  -- new shares are made on it
  preferred boolean not null default false,
  checked_at timestamptz,
  -- what the last check found wrong; the host of a verified domain is served all the same
  trouble text check (trouble in ('no_record', 'other_record', 'no_answer', 'taken')),
  failing_since timestamptz,
  -- when administrators were last told that the record of a verified domain is gone
  told_at timestamptz,
  unique (organisation_id, host),
  check (verified_at is not null or not preferred),
  check ((trouble is null) = (failing_since is null))
);
select kit.tenant('links.domains');
select kit.grant('links', 'select', 'links.domains');
create unique index on links.domains (host) where verified_at is not null;
create unique index on links.domains (organisation_id) where preferred;
create index on links.domains (checked_at);

-- Whether another organisation has proved that the host is theirs.
create function links.domain_taken(wanted text, organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from links.domains d where d.host = wanted and d.organisation_id <> organisation and d.verified_at is not null)
$$;

-- The domains to look up again: those waiting for their record every ten minutes for three days, then every hour for a month;
-- verified ones every day, and every hour while their record is missing.
create function links.domains_due(at timestamptz) returns table (organisation_id uuid, id uuid)
language sql stable security definer set search_path = '' as $$
  select d.organisation_id, d.id from links.domains d
  where (d.verified_at is not null or at - d.added_at < interval '30 days') and (d.checked_at is null or at - d.checked_at >= case
    when d.verified_at is not null and d.trouble is null then interval '1 day'
    when d.verified_at is null and at - d.added_at < interval '3 days' then interval '10 minutes'
    else interval '1 hour' end)
  order by d.checked_at nulls first limit 200
$$;

-- The host on which the link was made; null: the installation's own.
alter table links.links add column host text;
create index on links.links (organisation_id, host) where host is not null;

-- Nodes keep the verified hosts in memory.
create function links.tell_domains() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('links_domains', '');
  return null;
end $$;
create trigger tell_change after insert or update of host, verified_at or delete on links.domains for each statement execute function links.tell_domains();
