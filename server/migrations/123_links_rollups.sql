-- What each link came to on a day: the finest that is kept, from which an ambassador's own figures are read by way of their links,
-- so that no rollup names anybody. uniques: visitors of that day, counted from the hits some time after them (links.counted_days).
create table links.daily_link_clicks (
  organisation_id uuid not null,
  day date not null,
  link_id uuid not null,
  clicks integer not null,
  drops integer not null,
  uniques integer not null default 0,
  primary key (organisation_id, day, link_id)
);
select kit.tenant('links.daily_link_clicks');
create index on links.daily_link_clicks (link_id, day);
insert into links.daily_link_clicks (organisation_id, day, link_id, clicks, drops, uniques)
  select h.organisation_id, (h.at at time zone o.time_zone)::date, l.id, count(*) filter (where h.reason is null), count(*) filter (where h.reason is not null),
    count(distinct h.visitor) filter (where h.reason is null)
  from links.hits h join links.links l on l.number = h.link join organisations.organisations o on o.id = h.organisation_id group by 1, 2, 3;
-- days whose hits are gone: on the latest link of that sharer, content and network
insert into links.daily_link_clicks (organisation_id, day, link_id, clicks, drops, uniques)
  select s.organisation_id, s.day, l.id, sum(s.clicks), sum(s.drops), sum(s.uniques)
  from links.daily_sharer_clicks s cross join lateral (
    select l.id from links.links l where l.organisation_id = s.organisation_id and l.sharer_id = s.sharer_id and l.content_id = s.content_id and l.network = s.network order by l.created_at desc limit 1) l
  where not exists (select from links.daily_link_clicks d where d.organisation_id = s.organisation_id and d.day = s.day)
  group by s.organisation_id, s.day, l.id;
drop table links.daily_sharer_clicks;

alter table links.daily_clicks drop column uniques;
alter table links.daily_group_clicks drop column uniques;
alter table links.daily_totals drop column uniques;

-- by group and programme, and nothing else: what a list of groups adds up
drop table links.daily_group_totals;
create table links.daily_group_totals (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  programme_id uuid,
  clicks integer not null,
  drops integer not null,
  unique nulls not distinct (organisation_id, day, group_id, programme_id)
);
select kit.tenant('links.daily_group_totals');
insert into links.daily_group_totals (organisation_id, day, group_id, programme_id, clicks, drops)
  select organisation_id, day, group_id, programme_id, sum(clicks), sum(drops) from links.daily_group_clicks group by organisation_id, day, group_id, programme_id;

drop table links.monthly_content_clicks;

-- When the visitors of a day were last counted, how long that took, and whether hits of that day have come since.
drop table links.rolled_days;
create table links.counted_days (
  organisation_id uuid not null,
  day date not null,
  counted_at timestamptz not null,
  took_milliseconds integer not null,
  stale boolean not null,
  primary key (organisation_id, day)
);
select kit.tenant('links.counted_days');
create index on links.counted_days (organisation_id, day) where stale;

-- every day whose hits are kept is counted once more, in case some had not been when this version came
insert into links.counted_days (organisation_id, day, counted_at, took_milliseconds, stale)
  select distinct organisation_id, day, now(), 0, true from links.daily_link_clicks where day > now()::date - 4;

-- Days that were over and came to something else afterwards: late hits, hits judged anew.
-- Whoever keeps what a day came to looks here whether it still does.
create table links.changed_days (
  organisation_id uuid not null,
  day date not null,
  primary key (organisation_id, day)
);
select kit.tenant('links.changed_days');

create function links.organisations_to_count() returns setof uuid
language sql stable security definer set search_path = '' as $$ select distinct organisation_id from links.counted_days where stale $$;
drop function links.organisations_with_hits(timestamptz);
