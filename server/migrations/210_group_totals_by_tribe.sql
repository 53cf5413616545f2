-- What each group came to on a day, by tribe as well: the dashboard of a tribe added its groups up from their contents.
drop table content.daily_group_totals;
create table content.daily_group_totals (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  programme_id uuid not null,
  tribe text not null check (tribe in ('employees', 'customers')),
  reads integer not null,
  likes integer not null,
  primary key (organisation_id, day, group_id, programme_id, tribe)
);
select kit.tenant('content.daily_group_totals');
insert into content.daily_group_totals (organisation_id, day, group_id, programme_id, tribe, reads, likes)
  select organisation_id, day, group_id, programme_id, tribe, sum(reads), sum(likes) from content.daily_group_content_activity
  group by organisation_id, day, group_id, programme_id, tribe;

drop table sharing.daily_group_totals;
create table sharing.daily_group_totals (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  programme_id uuid not null,
  tribe text not null check (tribe in ('employees', 'customers')),
  opened integer not null,
  declared integer not null,
  confirmed integer not null,
  primary key (organisation_id, day, group_id, programme_id, tribe)
);
select kit.tenant('sharing.daily_group_totals');
insert into sharing.daily_group_totals (organisation_id, day, group_id, programme_id, tribe, opened, declared, confirmed)
  select organisation_id, day, group_id, programme_id, tribe, sum(opened), sum(declared), sum(confirmed) from sharing.daily_group_shares
  group by organisation_id, day, group_id, programme_id, tribe;

drop table links.daily_group_totals;
create table links.daily_group_totals (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  programme_id uuid,
  tribe text not null check (tribe in ('employees', 'customers')),
  clicks integer not null,
  drops integer not null,
  unique nulls not distinct (organisation_id, day, group_id, programme_id, tribe)
);
select kit.tenant('links.daily_group_totals');
insert into links.daily_group_totals (organisation_id, day, group_id, programme_id, tribe, clicks, drops)
  select organisation_id, day, group_id, programme_id, tribe, sum(clicks), sum(drops) from links.daily_group_clicks
  group by organisation_id, day, group_id, programme_id, tribe;
