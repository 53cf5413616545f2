-- Shares of a day without the contents: what a dashboard adds up. Written with sharing.daily_shares, in one statement.
create table sharing.daily_totals (
  organisation_id uuid not null,
  day date not null,
  programme_id uuid not null,
  network text not null,
  theme_id uuid,
  tribe text not null,
  opened integer not null,
  declared integer not null,
  confirmed integer not null,
  unique nulls not distinct (organisation_id, day, programme_id, network, theme_id, tribe)
);
select kit.tenant('sharing.daily_totals');
insert into sharing.daily_totals (organisation_id, day, programme_id, network, theme_id, tribe, opened, declared, confirmed)
  select organisation_id, day, programme_id, network, theme_id, tribe, sum(opened), sum(declared), sum(confirmed) from sharing.daily_shares
  group by organisation_id, day, programme_id, network, theme_id, tribe;

-- The same for each group of the member. Who is in two groups counts in both: sums over groups are not totals.
create table sharing.daily_group_totals (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  programme_id uuid not null,
  opened integer not null,
  declared integer not null,
  confirmed integer not null,
  primary key (organisation_id, day, group_id, programme_id)
);
select kit.tenant('sharing.daily_group_totals');
insert into sharing.daily_group_totals (organisation_id, day, group_id, programme_id, opened, declared, confirmed)
  select organisation_id, day, group_id, programme_id, sum(opened), sum(declared), sum(confirmed) from sharing.daily_group_shares
  group by organisation_id, day, group_id, programme_id;
