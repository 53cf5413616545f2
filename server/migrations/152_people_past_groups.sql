-- Who was in a group and is no more: people are counted by the groups of a period's beginning, whoever is put in or taken out later.
create table people.past_groups (
  organisation_id uuid not null,
  group_id uuid not null references people.groups (id) on delete cascade,
  member_id uuid not null references people.members (id) on delete cascade,
  added_at timestamptz not null,
  removed_at timestamptz not null
);
select kit.tenant('people.past_groups');
create index on people.past_groups (group_id, removed_at);
create index on people.past_groups (member_id);
create index on people.past_groups (organisation_id, removed_at);
