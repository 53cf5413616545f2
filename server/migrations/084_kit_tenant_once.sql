-- Row-level security asks for whom a statement runs once, not once a row: within a subquery the setting is read and parsed a single time.
create or replace function kit.tenant(target regclass, cascades boolean default true) returns void language plpgsql as $$
begin
  perform kit.protect(target);
  execute format('create policy tenant on %s to %I using (organisation_id = (select kit.organisation())) with check (organisation_id = (select kit.organisation()))',
    target, kit.role('app'));
  if cascades then
    execute format('alter table %s add foreign key (organisation_id) references organisations.organisations (id) on delete cascade', target);
  end if;
end $$;

do $$
declare known record;
begin
  for known in
    select schemaname, tablename from pg_policies where policyname = 'tenant' and qual = '(organisation_id = kit.organisation())' and with_check = '(organisation_id = kit.organisation())'
  loop
    execute format('alter policy tenant on %I.%I using (organisation_id = (select kit.organisation())) with check (organisation_id = (select kit.organisation()))', known.schemaname, known.tablename);
  end loop;
end $$;
