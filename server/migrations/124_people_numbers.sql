-- Each member's number within the organisation: their place in sets of members. Given in order, never twice: a number that is set
-- free by a departure is noted, so that sets that were kept can forget it, and leads to nobody.
create table people.numbers_given (
  organisation_id uuid not null primary key,
  last integer not null
);
select kit.tenant('people.numbers_given');
create table people.member_numbers (
  member_id uuid primary key references people.members (id) on delete cascade,
  organisation_id uuid not null,
  number integer not null,
  unique (organisation_id, number)
);
select kit.tenant('people.member_numbers');
create table people.numbers_freed (
  organisation_id uuid not null,
  number integer not null,
  primary key (organisation_id, number)
);
select kit.tenant('people.numbers_freed');

create function people.give_numbers() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into people.numbers_given as given (organisation_id, last) select organisation_id, count(*) from come group by organisation_id order by organisation_id
    on conflict (organisation_id) do update set last = given.last + excluded.last;
  insert into people.member_numbers (member_id, organisation_id, number)
    select c.id, c.organisation_id, g.last - row_number() over (partition by c.organisation_id order by c.id desc) from come c join people.numbers_given g using (organisation_id);
  return null;
end $$;
create trigger give_numbers after insert on people.members referencing new table as come for each statement execute function people.give_numbers();

create function people.free_numbers() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- where the organisation itself goes there is nothing left to forget
  insert into people.numbers_freed (organisation_id, number) select g.organisation_id, g.number from gone g join organisations.organisations o on o.id = g.organisation_id on conflict do nothing;
  return null;
end $$;
create trigger free_numbers after delete on people.member_numbers referencing old table as gone for each statement execute function people.free_numbers();

insert into people.numbers_given (organisation_id, last) select organisation_id, count(*) from people.members group by organisation_id;
insert into people.member_numbers (member_id, organisation_id, number) select id, organisation_id, row_number() over (partition by organisation_id order by id) - 1 from people.members;
