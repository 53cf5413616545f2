select kit.room('insights');

-- Who wants to be seen in the ranking of a programme's ambassadors, and under which name. The row is the wish itself:
-- it is removed when the wish is withdrawn, and nobody is ranked without one.
create table insights.ranking_choices (
  organisation_id uuid not null,
  programme_id uuid not null,
  member_id uuid not null,
  name_shown text not null,
  since timestamptz not null,
  primary key (programme_id, member_id)
);
select kit.tenant('insights.ranking_choices');
create index on insights.ranking_choices (member_id);
