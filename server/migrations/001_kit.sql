-- What every room's migration stands on. Roles are named by the installation's prefix, kept in the setting
-- portevoix.role_prefix of the migrating session, so that two installations can share a cluster.
create schema kit;

create function kit.role(service text) returns name language sql stable as
$$ select (current_setting('portevoix.role_prefix') || '_' || service)::name $$;

-- The organisation, and the identity, on whose behalf the transaction runs; null when none was set.
create function kit.organisation() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('portevoix.organisation_id', true), '')::uuid $$;
create function kit.identity() returns text language sql stable parallel safe as
$$ select nullif(current_setting('portevoix.identity_id', true), '') $$;

-- A room's schema.
create function kit.room(room text) returns void language plpgsql as $$
begin
  execute format('create schema %I', room);
  execute format('grant usage on schema %I to %I', room, kit.role('app'));
end $$;

-- A table of a room that every organisation shares: rows are seen and changed under the policies its migration adds.
create function kit.protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner on %s to %I using (true) with check (true)', target, current_user);
  execute format('grant select, insert, update, delete on %s to %I', target, kit.role('app'));
end $$;

-- A tenant table: has organisation_id not null; its rows belong to one organisation, and leave with it.
create function kit.tenant(target regclass, cascades boolean default true) returns void language plpgsql as $$
begin
  perform kit.protect(target);
  execute format('create policy tenant on %s to %I using (organisation_id = kit.organisation()) with check (organisation_id = kit.organisation())',
    target, kit.role('app'));
  if cascades then
    execute format('alter table %s add foreign key (organisation_id) references organisations.organisations (id) on delete cascade', target);
  end if;
end $$;

-- What a service's own role may do with a table, over all organisations.
create function kit.grant(service text, privileges text, target regclass) returns void language plpgsql as $$
declare schema_name name := (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target);
begin
  execute format('grant usage on schema %I to %I', schema_name, kit.role(service));
  execute format('grant %s on %s to %I', privileges, target, kit.role(service));
  execute format('create policy %I on %s to %I using (true) with check (true)', 'service_' || service, target, kit.role(service));
end $$;

do $$ begin
  execute format('grant usage on schema kit to %I, %I, %I', kit.role('app'), kit.role('links'), kit.role('auth'));
end $$;
