-- Where an organisation's time zone was changed: days before this one are counted by days of that zone, for their hits were not all kept,
-- and this one begins where it began there, so that the hits in between count once.
create table links.zone_edges (
  organisation_id uuid not null primary key,
  day date not null,
  time_zone text not null
);
select kit.tenant('links.zone_edges');
