-- Links that visits of a day were left out of for each reason, for counting whose they are. As many members' as the anonymity threshold say
-- that enough people are behind a reason: once they are there, no more of that day are kept, so that a year is read in a moment.
create table links.daily_reason_links (
  organisation_id uuid not null,
  day date not null,
  reason smallint not null,
  link_id uuid not null,
  primary key (organisation_id, day, reason, link_id)
);
select kit.tenant('links.daily_reason_links');

-- days that were counted before this are counted again by the worker, as far back as their hits are kept
insert into links.replays (organisation_id, next_day, oldest_day)
  select t.organisation_id, current_date + 1, greatest(min(t.day), max(e.day)) from links.daily_drop_totals t left join links.zone_edges e using (organisation_id) group by t.organisation_id
  on conflict (organisation_id) do update set next_day = excluded.next_day, oldest_day = least(links.replays.oldest_day, excluded.oldest_day);
