-- The UTC day by the clock that all nodes share. One of them whose own clock is wrong must neither destroy the salt that the
-- others use, nor leave one behind that is destroyed in a year.
create function links.utc_day() returns date language sql stable set search_path = '' as $$
  select (pg_catalog.now() at time zone 'utc')::date
$$;
