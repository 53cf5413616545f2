-- What days that are over came to, kept by the worker so that a dashboard need not count it again. All of it can be counted anew.

-- The days from first_day to last_day have their crowds.
create table insights.closed_days (
  organisation_id uuid not null primary key,
  first_day date not null,
  last_day date not null
);
select kit.tenant('insights.closed_days');

-- Who did something on a day: bit n is the member of number n (people.member_numbers). connected: was there; readers, sharers: of a
-- programme's contents; followed: whose links were followed.
create table insights.crowds (
  organisation_id uuid not null,
  kind text not null check (kind in ('connected', 'readers', 'sharers', 'followed')),
  programme_id uuid,
  day date not null,
  members bit varying not null,
  unique nulls not distinct (organisation_id, day, kind, programme_id)
);
select kit.tenant('insights.crowds');

-- What contents came to over days in a row: calendar months, and the last 7, 30, 90 and 365 days.
create table insights.spans (
  organisation_id uuid not null,
  first_day date not null,
  last_day date not null,
  primary key (organisation_id, first_day, last_day)
);
select kit.tenant('insights.spans');
create table insights.span_contents (
  organisation_id uuid not null,
  first_day date not null,
  last_day date not null,
  content_id uuid not null,
  reads integer not null,
  likes integer not null,
  shares integer not null,
  clicks integer not null,
  primary key (organisation_id, first_day, last_day, content_id),
  foreign key (organisation_id, first_day, last_day) references insights.spans (organisation_id, first_day, last_day) on delete cascade
);
select kit.tenant('insights.span_contents');
