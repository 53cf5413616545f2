-- Who is behind what contents, themes and networks came to over the days of a span: bit n is the member of number n. What a dashboard had to
-- count from the rows of months is read from here.

-- Of the contents of a span that come to be ranked, or could tell by what is left what is held back.
create table insights.span_crowds (
  organisation_id uuid not null,
  first_day date not null,
  last_day date not null,
  content_id uuid not null,
  programme_id uuid not null,
  readers bit varying not null,
  likers bit varying not null,
  sharers bit varying not null,
  followed bit varying not null,
  left_out bit varying not null,
  primary key (organisation_id, first_day, last_day, content_id),
  foreign key (organisation_id, first_day, last_day) references insights.spans (organisation_id, first_day, last_day) on delete cascade
);
select kit.tenant('insights.span_crowds');

-- What the crowds of its days come to together, by theme and by network.
create table insights.span_lines (
  organisation_id uuid not null,
  first_day date not null,
  last_day date not null,
  kind text not null check (kind in ('readers', 'likers', 'sharers', 'followed', 'left_out')),
  programme_id uuid not null,
  dimension text not null check (dimension in ('theme', 'network')),
  key text,
  members bit varying not null,
  unique nulls not distinct (organisation_id, first_day, last_day, dimension, kind, programme_id, key),
  foreign key (organisation_id, first_day, last_day) references insights.spans (organisation_id, first_day, last_day) on delete cascade
);
select kit.tenant('insights.span_lines');

-- To how many each content was offered, for all contents of a period at once.
create index on content.daily_content_activity (organisation_id, content_id) include (offered) where offered > 0;

-- Made again with their people, within a minute; until then they are counted.
delete from insights.spans;
