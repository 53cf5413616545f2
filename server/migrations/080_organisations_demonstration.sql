-- A demonstration is invented: an installation that holds nothing else still waits for its first organisation.
create function organisations.demonstration_ids() returns setof uuid language sql stable security definer set search_path = '' as
$$ select id from organisations.organisations where demonstration_since is not null order by id $$;

create or replace function organisations.first_visit_open() returns boolean language sql stable security definer set search_path = '' as
$$ select not exists (select from organisations.organisations where demonstration_since is null) $$;
