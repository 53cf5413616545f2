-- Who is behind all other contents of a span: the members' numbers, where a string of bits would be nearly all noughts; null: nobody. They
-- were read from the rows of the span at each dashboard.
create table insights.span_few (
  organisation_id uuid not null,
  first_day date not null,
  last_day date not null,
  content_id uuid not null,
  programme_id uuid not null,
  readers integer[],
  likers integer[],
  sharers integer[],
  followed integer[],
  left_out integer[],
  primary key (organisation_id, first_day, last_day, content_id),
  foreign key (organisation_id, first_day, last_day) references insights.spans (organisation_id, first_day, last_day) on delete cascade
);
select kit.tenant('insights.span_few');

-- Made again with them, within a minute; until then they are counted.
delete from insights.spans;
