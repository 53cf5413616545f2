-- A pulse is another one once visits were added up, so that an open dashboard is told from one row that there is something new. It is drawn, not
-- counted, and it is a secret: a dashboard that tells clicks gives it, and whoever asks with another one learns nothing. One for any visit, left
-- out or not, one for clicks, and one for clicks through links that nobody shared, such as a poster's. Null: none came yet.
create table links.pulses (
  organisation_id uuid primary key,
  visits uuid not null,
  clicks uuid,
  nobodys uuid
);
select kit.tenant('links.pulses');
alter table links.counted_days drop column pulse;
