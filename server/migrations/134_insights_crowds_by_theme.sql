-- Crowds by theme and network too, so that a dashboard need not count anew how many people are behind each of its lines, and of who liked,
-- and of whose links were asked for by robots. All of it is counted anew by the worker; until then it is counted from the rows.
delete from insights.closed_days;
delete from insights.crowds;
alter table insights.crowds drop constraint crowds_kind_check;
alter table insights.crowds drop constraint crowds_organisation_id_day_kind_programme_id_key;
alter table insights.crowds add column dimension text not null check (dimension in ('all', 'theme', 'network')), add column key text,
  add check (kind in ('connected', 'readers', 'likers', 'sharers', 'followed', 'left_out')),
  add unique nulls not distinct (organisation_id, day, dimension, kind, programme_id, key);
