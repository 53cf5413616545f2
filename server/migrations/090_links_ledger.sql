-- The ledger by days: small rows that name their link by number, written batch by batch from the nodes' journals.
alter table links.links add column number bigint generated always as identity unique;

drop trigger forget_hits on links.links;
alter table links.hits rename to hits_before;
alter index links.hits_pkey rename to hits_before_pkey;

-- Every request for a known link: a click when reason is null, otherwise left out for that reason (rules.ts gives the
-- numbers their names). No address, no agent: visitor is a hash whose salt is destroyed (links.salts).
-- A hit's own id is its place in the journal that took it; links.journals says how far each journal was taken over, so
-- that no row here needs an id, or an index that keeps it unique.
-- No foreign keys: the redirect writes here by thousands a second, and rows leave with their day or by the trigger below.
create table links.hits (
  organisation_id uuid not null,
  at timestamptz not null,
  batch bigint not null,
  link bigint not null,
  visitor bigint,
  reason smallint
) partition by range (at);
select kit.tenant('links.hits', false);
select kit.grant('links', 'insert', 'links.hits');
-- finds the hits of a batch, and those of an organisation within a day; equal keys share one entry
create index on links.hits (organisation_id, batch);

-- Hits of days that no partition was made for: a clock that went astray.
create table links.hits_astray partition of links.hits default;
select kit.protect('links.hits_astray');

-- Hits that were stored together and are not in the rollups yet; a row leaves in the transaction that rolls it up.
create table links.batches (
  id bigint generated always as identity primary key,
  organisation_id uuid not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  hits integer not null
);
select kit.tenant('links.batches', false);
select kit.grant('links', 'select, insert', 'links.batches');
create index on links.batches (organisation_id, id);

-- How far each node's journal was taken over into the ledger: the number of its last segment that was.
create table links.journals (
  id uuid primary key,
  segment bigint not null,
  at timestamptz not null
);
select kit.protect('links.journals');
select kit.grant('links', 'select, insert, update, delete', 'links.journals');

-- Requests that were redirected although they could not be stored: disk full, journal full.
create table links.losses (
  day date primary key,
  requests bigint not null
);
select kit.protect('links.losses');
select kit.grant('links', 'select, insert, update', 'links.losses');
select kit.grant('app', 'select', 'links.losses');

create function links.forget_hits_of_links() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from links.hits where organisation_id in (select distinct organisation_id from gone);
  delete from links.batches where organisation_id in (select distinct organisation_id from gone);
  return null;
end $$;
create trigger forget_hits after delete on links.links referencing old table as gone
  for each statement execute function links.forget_hits_of_links();
drop function links.forget_hits();

-- Makes the partitions of the UTC days first..last, moving in what had gone astray, and drops those before oldest.
create function links.keep_days(first date, last date, oldest date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  day date;
  partition text;
begin
  set local lock_timeout = '2s';
  for day in select generate_series(first, last, interval '1 day')::date loop
    partition := 'hits_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass('links.' || partition) is not null;
    execute format('create table links.%I (like links.hits)', partition);
    execute format('alter table links.%I enable row level security', partition);
    execute format('alter table links.%I force row level security', partition);
    execute format('create policy owner on links.%I to %I using (true) with check (true)', partition, current_user);
    execute format('with moved as (delete from links.hits_astray where at >= %1$L and at < %2$L returning *) insert into links.%3$I select * from moved',
      day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC', partition);
    execute format('alter table links.hits attach partition links.%I for values from (%L) to (%L)',
      partition, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
  end loop;
  for partition in
    select c.relname from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'links.hits'::regclass and c.relname ~ '^hits_\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < oldest
  loop
    execute format('drop table links.%I', partition);
  end loop;
  delete from links.hits_astray where at < oldest::timestamp at time zone 'UTC';
end $$;
revoke execute on function links.keep_days from public;
do $$ begin execute format('grant execute on function links.keep_days to %I', kit.role('app')); end $$;

select links.keep_days(coalesce((select min(at) from links.hits_before), now())::date, now()::date + 3, '-infinity');
insert into links.hits (organisation_id, at, batch, link, visitor, reason)
  select h.organisation_id, h.at, 0, l.number, ('x' || encode(h.visitor, 'hex'))::bit(64)::bigint, h.reason
  from links.hits_before h join links.links l on l.id = h.link_id;
drop table links.hits_before;

-- The organisations that have hits to roll up, those that wait longest first.
create function links.organisations_with_batches() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select organisation_id from links.batches group by organisation_id order by min(id)
$$;

-- The organisations whose links were asked for at or after a moment: one look into the index of each day for each of them.
create or replace function links.organisations_with_hits(since timestamptz) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with recursive organisation (id) as (
    (select organisation_id from links.hits where at >= since order by organisation_id limit 1)
    union all
    select (select h.organisation_id from links.hits h where h.organisation_id > organisation.id and h.at >= since order by h.organisation_id limit 1)
    from organisation where organisation.id is not null
  )
  select id from organisation where id is not null
$$;
