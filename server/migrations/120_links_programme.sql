-- Clicks can be asked for by programme: a link says which programme its share belongs to, as it says theme, tribe and groups.
alter table links.links add column programme_id uuid;
update links.links l set programme_id = s.programme_id from sharing.shares s where s.id = l.share_id;

alter table links.daily_clicks add column programme_id uuid;
alter table links.daily_group_clicks add column programme_id uuid;
alter table links.daily_sharer_clicks add column programme_id uuid;
create temporary table programme_of on commit drop as select distinct on (content_id) content_id, programme_id from links.links order by content_id, id;
update links.daily_clicks c set programme_id = p.programme_id from programme_of p where p.content_id = c.content_id;
update links.daily_group_clicks c set programme_id = p.programme_id from programme_of p where p.content_id = c.content_id;
update links.daily_sharer_clicks c set programme_id = p.programme_id from programme_of p where p.content_id = c.content_id;

alter table links.daily_totals add column programme_id uuid;
alter table links.daily_totals drop constraint daily_totals_organisation_id_day_network_theme_id_tribe_key;
delete from links.daily_totals;
insert into links.daily_totals (organisation_id, day, programme_id, network, theme_id, tribe, clicks, uniques, drops)
  select organisation_id, day, programme_id, network, theme_id, tribe, sum(clicks), sum(uniques), sum(drops)
  from links.daily_clicks group by organisation_id, day, programme_id, network, theme_id, tribe;
alter table links.daily_totals add unique nulls not distinct (organisation_id, day, programme_id, network, theme_id, tribe);

-- Why hits were left out is asked for by everything but the content, and by group too.
alter table links.daily_drops rename to daily_content_drops;
create table links.daily_drops (
  organisation_id uuid not null,
  day date not null,
  programme_id uuid,
  network text not null,
  theme_id uuid,
  tribe text not null,
  reason smallint not null,
  hits integer not null,
  unique nulls not distinct (organisation_id, day, programme_id, network, theme_id, tribe, reason)
);
select kit.tenant('links.daily_drops');
insert into links.daily_drops (organisation_id, day, programme_id, network, theme_id, tribe, reason, hits)
  select d.organisation_id, d.day, p.programme_id, d.network, d.theme_id, d.tribe, d.reason, sum(d.hits)
  from links.daily_content_drops d left join programme_of p on p.content_id = d.content_id
  group by d.organisation_id, d.day, p.programme_id, d.network, d.theme_id, d.tribe, d.reason;
drop table links.daily_content_drops;

create table links.daily_group_drops (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  programme_id uuid,
  network text not null,
  theme_id uuid,
  tribe text not null,
  reason smallint not null,
  hits integer not null,
  unique nulls not distinct (organisation_id, day, group_id, programme_id, network, theme_id, tribe, reason)
);
select kit.tenant('links.daily_group_drops');
-- as far back as the hits themselves are kept
insert into links.daily_group_drops (organisation_id, day, group_id, programme_id, network, theme_id, tribe, reason, hits)
  select h.organisation_id, (h.at at time zone o.time_zone)::date, g.id, l.programme_id, l.network, l.theme_id, l.tribe, h.reason, count(*)
  from links.hits h join links.links l on l.number = h.link join organisations.organisations o on o.id = h.organisation_id, unnest(l.group_ids) as g (id)
  where h.reason is not null group by 1, 2, 3, 4, 5, 6, 7, 8;
