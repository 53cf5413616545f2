-- A journal may deliver hits of an organisation that was removed meanwhile: nothing refers to them, and nobody would ever add them up.
-- An organisation whose hits wait has links, which leave with it and never before: where there is none it is gone.
create function links.forget_if_gone(gone uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from links.links where organisation_id = gone) then return false; end if;
  delete from links.batches where organisation_id = gone;
  delete from links.hits where organisation_id = gone;
  return true;
end $$;
revoke execute on function links.forget_if_gone from public;
do $$ begin execute format('grant execute on function links.forget_if_gone to %I', kit.role('app')); end $$;

-- Batches first: what is delivered between the two statements keeps its batch, by which it is found.
create or replace function links.forget_hits_of_links() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from links.batches where organisation_id in (select distinct organisation_id from gone);
  delete from links.hits where organisation_id in (select distinct organisation_id from gone);
  return null;
end $$;
