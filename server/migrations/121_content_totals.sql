-- What was read and liked on a day, without the contents: what a dashboard adds up. Written with content.daily_content_activity,
-- in one statement, so that the two never differ.
create table content.daily_totals (
  organisation_id uuid not null,
  day date not null,
  programme_id uuid not null,
  theme_id uuid,
  tribe text not null,
  reads integer not null,
  likes integer not null,
  unique nulls not distinct (organisation_id, day, programme_id, theme_id, tribe)
);
select kit.tenant('content.daily_totals');
insert into content.daily_totals (organisation_id, day, programme_id, theme_id, tribe, reads, likes)
  select organisation_id, day, programme_id, theme_id, tribe, sum(reads), sum(likes) from content.daily_content_activity
  group by organisation_id, day, programme_id, theme_id, tribe;

-- The same for each group of the member. Who is in two groups counts in both: sums over groups are not totals.
create table content.daily_group_totals (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  programme_id uuid not null,
  reads integer not null,
  likes integer not null,
  primary key (organisation_id, day, group_id, programme_id)
);
select kit.tenant('content.daily_group_totals');
insert into content.daily_group_totals (organisation_id, day, group_id, programme_id, reads, likes)
  select organisation_id, day, group_id, programme_id, sum(reads), sum(likes) from content.daily_group_content_activity
  group by organisation_id, day, group_id, programme_id;

-- Days that were over and came to something else afterwards: a like that was taken back is taken off the day it was given on.
-- Whoever keeps what a day came to looks here whether it still does.
create table content.changed_days (
  organisation_id uuid not null,
  day date not null,
  primary key (organisation_id, day)
);
select kit.tenant('content.changed_days');
