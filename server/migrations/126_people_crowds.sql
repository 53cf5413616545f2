-- Sets of members that are asked for all the time are kept as they change: whom each group has, and who is suspended.
-- Whoever changes members while this runs waits, so that nothing is missed between what is counted here and what is kept from now on.
lock table people.members, people.group_members, people.member_numbers in share row exclusive mode;

alter table people.numbers_given add column present integer not null default 0;
update people.numbers_given g set present = (select count(*) from people.member_numbers n where n.organisation_id = g.organisation_id);

create or replace function people.give_numbers() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into people.numbers_given as given (organisation_id, last, present) select organisation_id, count(*), count(*) from come group by organisation_id order by organisation_id
    on conflict (organisation_id) do update set last = given.last + excluded.last, present = given.present + excluded.present;
  insert into people.member_numbers (member_id, organisation_id, number)
    select c.id, c.organisation_id, g.last - row_number() over (partition by c.organisation_id order by c.id desc) from come c join people.numbers_given g using (organisation_id);
  return null;
end $$;

create or replace function people.free_numbers() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- where the organisation itself goes there is nothing left to forget
  insert into people.numbers_freed (organisation_id, number) select g.organisation_id, g.number from gone g join organisations.organisations o on o.id = g.organisation_id on conflict do nothing;
  update people.numbers_given given set present = given.present - l.members
    from (select g.organisation_id, count(*) as members from gone g join organisations.organisations o on o.id = g.organisation_id group by g.organisation_id) l where given.organisation_id = l.organisation_id;
  return null;
end $$;

-- By group, and (no group) those who are suspended. Numbers that were freed may still be among them.
create table people.crowds (
  organisation_id uuid not null,
  group_id uuid references people.groups (id) on delete cascade,
  members bit varying not null,
  unique nulls not distinct (organisation_id, group_id)
);
select kit.tenant('people.crowds');

-- A set as one of at least so many numbers.
create function people.widen(members bit varying, numbers integer) returns bit varying language sql immutable strict parallel safe set search_path = '' as
$$ select case when length(members) >= numbers then members else members || repeat('0', numbers - length(members))::bit varying end $$;

-- Whoever changes sets of an organisation waits for whoever does so already, in whatever order they come upon them.
create function people.take_crowds(organisations uuid[]) returns void language sql set search_path = '' as
$$ select from people.numbers_given where organisation_id = any (organisations) order by organisation_id for no key update $$;

create function people.widen_groups() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  nobody bit varying := (select repeat('0', max(n.number) + 1)::bit varying from come c join people.member_numbers n on n.member_id = c.member_id);
begin
  perform people.take_crowds(array(select distinct organisation_id from come));
  insert into people.crowds as known (organisation_id, group_id, members)
    select c.organisation_id, c.group_id, bit_or(set_bit(nobody, n.number, 1)) from come c join people.member_numbers n on n.member_id = c.member_id group by c.organisation_id, c.group_id order by c.group_id
    on conflict (organisation_id, group_id) do update set members = people.widen(known.members, length(excluded.members)) | people.widen(excluded.members, length(known.members));
  return null;
end $$;
create trigger widen_groups after insert on people.group_members referencing new table as come for each statement execute function people.widen_groups();

create function people.narrow_groups() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  nobody bit varying := (select repeat('0', max(n.number) + 1)::bit varying from gone g join people.member_numbers n on n.member_id = g.member_id);
begin
  perform people.take_crowds(array(select distinct organisation_id from gone));
  -- where the group or the organisation itself goes, its sets do too
  update people.crowds known set members = people.widen(known.members, length(l.members)) & ~people.widen(l.members, length(known.members))
    from (select g.group_id, bit_or(set_bit(nobody, n.number, 1)) as members from gone g join people.groups k on k.id = g.group_id join organisations.organisations o on o.id = g.organisation_id
      join people.member_numbers n on n.member_id = g.member_id group by g.group_id) l
    where known.group_id = l.group_id;
  return null;
end $$;
create trigger narrow_groups after delete on people.group_members referencing old table as gone for each statement execute function people.narrow_groups();

create function people.note_suspension() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  place integer := (select number from people.member_numbers where member_id = new.id);
  mark integer := case when new.suspended_at is null then 0 else 1 end;
begin
  perform people.take_crowds(array[new.organisation_id]);
  insert into people.crowds as known (organisation_id, members) values (new.organisation_id, set_bit(repeat('0', place + 1)::bit varying, place, mark))
    on conflict (organisation_id, group_id) do update set members = set_bit(people.widen(known.members, place + 1), place, mark);
  return null;
end $$;
create trigger note_suspension after update of suspended_at on people.members for each row
  when ((old.suspended_at is null) is distinct from (new.suspended_at is null)) execute function people.note_suspension();

-- the empty set is written once an organisation: written for each member, it would take longer than all the rest
with empty as materialized (select organisation_id, repeat('0', last)::bit varying as nobody from people.numbers_given)
insert into people.crowds (organisation_id, group_id, members)
  select g.organisation_id, g.group_id, bit_or(set_bit(e.nobody, n.number, 1)) from people.group_members g join people.member_numbers n on n.member_id = g.member_id
    join empty e on e.organisation_id = g.organisation_id group by g.organisation_id, g.group_id;
with empty as materialized (select organisation_id, repeat('0', last)::bit varying as nobody from people.numbers_given)
insert into people.crowds (organisation_id, members)
  select m.organisation_id, bit_or(set_bit(e.nobody, n.number, 1)) from people.members m join people.member_numbers n on n.member_id = m.id
    join empty e on e.organisation_id = m.organisation_id where m.suspended_at is not null group by m.organisation_id;

-- To whom a content was offered is said once, on the day of its publication: found without its other days.
create index on content.daily_content_activity (content_id) where offered > 0;
create index on content.daily_group_content_activity (content_id, group_id) where offered > 0;
