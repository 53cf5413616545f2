-- Reasons for which an organisation leaves nothing out: hits that the pipeline gave them are clicks in its figures. The ledger keeps the
-- reason, so that a change of mind is counted again from it, either way.
create table links.counted_reasons (
  organisation_id uuid not null,
  reason smallint not null,
  since timestamptz not null,
  primary key (organisation_id, reason)
);
select kit.tenant('links.counted_reasons');

-- Days that are counted again after such a change, from the latest back: the next one, and the one it ends with.
create table links.replays (
  organisation_id uuid not null primary key,
  next_day date not null,
  oldest_day date not null
);
select kit.tenant('links.replays');

create function links.organisations_to_replay() returns setof uuid
language sql stable security definer set search_path = '' as $$ select organisation_id from links.replays $$;
revoke execute on function links.organisations_to_replay from public;
do $$ begin execute format('grant execute on function links.organisations_to_replay to %I', kit.role('app')); end $$;
