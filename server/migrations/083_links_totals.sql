-- The same days as links.daily_clicks, added up further: what a dashboard reads for totals, and by whole months for contents.
-- Written with the days they add up, in one transaction.
create table links.daily_totals (
  organisation_id uuid not null,
  day date not null,
  network text not null,
  theme_id uuid,
  tribe text not null,
  clicks integer not null,
  uniques integer not null,
  drops integer not null,
  unique nulls not distinct (organisation_id, day, network, theme_id, tribe)
);
select kit.tenant('links.daily_totals');

create table links.daily_group_totals (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  clicks integer not null,
  uniques integer not null,
  drops integer not null,
  primary key (organisation_id, day, group_id)
);
select kit.tenant('links.daily_group_totals');

create table links.daily_drop_totals (
  organisation_id uuid not null,
  day date not null,
  reason smallint not null,
  hits integer not null,
  primary key (organisation_id, day, reason)
);
select kit.tenant('links.daily_drop_totals');

-- month: its first day
create table links.monthly_content_clicks (
  organisation_id uuid not null,
  month date not null,
  content_id uuid not null,
  clicks integer not null,
  uniques integer not null,
  drops integer not null,
  primary key (organisation_id, month, content_id)
);
select kit.tenant('links.monthly_content_clicks');

insert into links.daily_totals (organisation_id, day, network, theme_id, tribe, clicks, uniques, drops)
  select organisation_id, day, network, theme_id, tribe, sum(clicks), sum(uniques), sum(drops) from links.daily_clicks group by organisation_id, day, network, theme_id, tribe;
insert into links.daily_group_totals (organisation_id, day, group_id, clicks, uniques, drops)
  select organisation_id, day, group_id, sum(clicks), sum(uniques), sum(drops) from links.daily_group_clicks group by organisation_id, day, group_id;
insert into links.daily_drop_totals (organisation_id, day, reason, hits)
  select organisation_id, day, reason, sum(hits) from links.daily_drops group by organisation_id, day, reason;
insert into links.monthly_content_clicks (organisation_id, month, content_id, clicks, uniques, drops)
  select organisation_id, date_trunc('month', day::timestamp)::date, content_id, sum(clicks), sum(uniques), sum(drops) from links.daily_clicks
  group by organisation_id, date_trunc('month', day::timestamp)::date, content_id;
