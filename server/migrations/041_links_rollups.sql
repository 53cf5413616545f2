-- What a day's hits come to, days being the organisation's own. Recomputed as a whole, day by day, from links.hits.
-- uniques counts visitors of a day a link; it may be summed over links, and over days as visits a day.
create table links.daily_clicks (
  organisation_id uuid not null,
  day date not null,
  content_id uuid not null,
  network text not null,
  theme_id uuid,
  tribe text not null,
  clicks integer not null,
  uniques integer not null,
  drops integer not null,
  unique nulls not distinct (organisation_id, day, content_id, network, theme_id, tribe)
);
select kit.tenant('links.daily_clicks');

-- The same for each group of the sharer. Who is in two groups counts in both: sums over groups are not totals.
create table links.daily_group_clicks (
  organisation_id uuid not null,
  day date not null,
  group_id uuid not null,
  content_id uuid not null,
  network text not null,
  theme_id uuid,
  tribe text not null,
  clicks integer not null,
  uniques integer not null,
  drops integer not null,
  unique nulls not distinct (organisation_id, day, group_id, content_id, network, theme_id, tribe)
);
select kit.tenant('links.daily_group_clicks');

-- Hits left out, by reason.
create table links.daily_drops (
  organisation_id uuid not null,
  day date not null,
  content_id uuid not null,
  network text not null,
  theme_id uuid,
  tribe text not null,
  reason smallint not null,
  hits integer not null,
  unique nulls not distinct (organisation_id, day, content_id, network, theme_id, tribe, reason)
);
select kit.tenant('links.daily_drops');

-- Each ambassador's own figures: read by themselves, or in a ranking that they turned on.
create table links.daily_sharer_clicks (
  organisation_id uuid not null,
  day date not null,
  sharer_id uuid not null,
  content_id uuid not null,
  network text not null,
  theme_id uuid,
  clicks integer not null,
  uniques integer not null,
  drops integer not null,
  unique nulls not distinct (organisation_id, sharer_id, day, content_id, network, theme_id)
);
select kit.tenant('links.daily_sharer_clicks');
create index on links.daily_sharer_clicks (organisation_id, day);

-- When a day was last recomputed, and how long that took.
create table links.rolled_days (
  organisation_id uuid not null,
  day date not null,
  rolled_at timestamptz not null,
  took_milliseconds integer not null,
  primary key (organisation_id, day)
);
select kit.tenant('links.rolled_days');
