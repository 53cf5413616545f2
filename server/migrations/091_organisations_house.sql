-- The redirect's pages wear the colours of the organisation whose link it was: its own role may read those and nothing else.
do $$ begin
  execute format('grant usage on schema organisations to %I', kit.role('links'));
  execute format('grant select (id, name, colour, demonstration_since) on organisations.organisations to %I', kit.role('links'));
  execute format('create policy service_links on organisations.organisations for select to %I using (true)', kit.role('links'));
end $$;
