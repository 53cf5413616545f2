-- Nodes know the words of all campaign links, so that strangers' words cost the database next to nothing and keep nobody from a poster's.
create function links.tell_chosen() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('links_chosen', new.slug);
  return null;
end $$;
create trigger tell_chosen after insert on links.links for each row when (new.likeness is not null) execute function links.tell_chosen();
