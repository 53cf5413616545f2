-- For how long the oldest hits that were stored have waited for the rollups; nought where none wait. Every node tells it, so that somebody
-- hears of it where no worker runs.
create function links.oldest_batch_seconds() returns double precision
language sql stable security definer set search_path = '' as $$
  select coalesce(greatest(extract(epoch from clock_timestamp() - min(last_at)), 0), 0)::double precision from links.batches
$$;
revoke execute on function links.oldest_batch_seconds from public;
do $$ begin execute format('grant execute on function links.oldest_batch_seconds to %I', kit.role('links')); end $$;
