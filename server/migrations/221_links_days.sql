-- Days of the ledger are made and dropped apart: whoever reads the ledger for long (a dump, a dry run) keeps days from being dropped,
-- and no longer those to come from being made.
drop function links.keep_days(date, date, date);

-- The UTC day since which no day was dropped: a term that is made longer brings nothing back.
create table links.ledger_since (
  one boolean primary key default true check (one),
  day date not null
);
select kit.protect('links.ledger_since');
select kit.grant('app', 'select', 'links.ledger_since');
-- until now, hits were kept for 180 days
insert into links.ledger_since (day) select case when exists (select from links.links) then (now() - interval '180 days')::date else '-infinity' end;

-- Makes the partitions of the UTC days first..last, moving in what had gone astray.
create function links.make_days(first date, last date) returns void
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
end $$;
revoke execute on function links.make_days from public;
do $$ begin execute format('grant execute on function links.make_days to %I', kit.role('app')); end $$;

-- Drops the days before oldest: they stay in the rollups. Whatever comes after it waits for the ledger too, journals among them, so
-- that it gives way soon to who reads, and is asked again.
create function links.drop_days(oldest date) returns void
language plpgsql security definer set search_path = '' as $$
declare partition text;
begin
  set local lock_timeout = '500ms';
  update links.ledger_since set day = oldest where day < oldest;
  for partition in
    select c.relname from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'links.hits'::regclass and c.relname ~ '^hits_\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < oldest
  loop
    execute format('drop table links.%I', partition);
  end loop;
  delete from links.hits_astray where at < oldest::timestamp at time zone 'UTC';
end $$;
revoke execute on function links.drop_days from public;
do $$ begin execute format('grant execute on function links.drop_days to %I', kit.role('app')); end $$;
