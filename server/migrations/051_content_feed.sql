-- The ambassador's stream: what was shown, opened, read, liked and put aside, and what it comes to by day.

-- Letters without their accents, by Unicode's own decomposition: the extension unaccent is not on every server. Apostrophes part words.
create function content.fold(words text) returns text language sql immutable strict parallel safe set search_path = '' as
$$ select replace(replace(replace(lower(translate(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g'), '’‘ʼ', '   ')), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss') $$;

create function content.dictionary(language text) returns regconfig language sql immutable parallel safe set search_path = '' as
$$ select case language when 'fr' then 'pg_catalog.french'::regconfig when 'en' then 'pg_catalog.english'::regconfig else 'pg_catalog.simple'::regconfig end $$;

-- The title counts most, then the hashtags, then the body; the title is also kept word for word, for names and for words half typed.
create function content.set_search() returns trigger language plpgsql set search_path = '' as $$
declare dictionary regconfig := content.dictionary(new.language);
begin
  new.search := setweight(to_tsvector(dictionary, content.fold(new.title)), 'A')
    || setweight(to_tsvector('pg_catalog.simple', content.fold(new.title)), 'A')
    || setweight(to_tsvector('pg_catalog.simple', content.fold(array_to_string(new.hashtags, ' '))), 'B')
    || setweight(to_tsvector(dictionary, content.fold(left(new.body_text, 100000))), 'C');
  return new;
end $$;
create trigger set_search before insert or update of title, hashtags, body_text, language on content.contents
  for each row execute function content.set_search();

-- Row-level security keeps an index on words from being used (the operator @@ is not leakproof); this function states the organisation itself.
create function content.matching(programme uuid, words tsquery) returns table (content_id uuid, score real)
language sql stable security definer set search_path = '' as $$
  select id, ts_rank(search, words) from content.contents
  where organisation_id = kit.organisation() and programme_id = programme and state = 'published' and search @@ words
$$;

-- A content was shown to a member. Kept only as long as it may be shown again, so that it counts once.
create table content.views (
  organisation_id uuid not null,
  member_id uuid not null,
  content_id uuid not null references content.contents (id) on delete cascade,
  viewed_at timestamptz not null,
  primary key (member_id, content_id)
);
select kit.tenant('content.views');
create index on content.views (viewed_at);
create index on content.views (content_id);

-- A member opened a content; read_at once it was really read (feed/rules.ts says when). The member's own: totals are below.
create table content.reads (
  organisation_id uuid not null,
  member_id uuid not null,
  content_id uuid not null references content.contents (id) on delete cascade,
  first_opened_at timestamptz not null,
  opened_at timestamptz not null,
  visible_seconds integer not null default 0,
  scrolled_percent smallint not null default 0 check (scrolled_percent between 0 and 100),
  read_at timestamptz,
  primary key (member_id, content_id)
);
select kit.tenant('content.reads');
create index on content.reads (content_id);
create index on content.reads (member_id, read_at desc) where read_at is not null;

-- tribe, group_ids and day: where it was counted, so that taking it back is exact.
create table content.likes (
  organisation_id uuid not null,
  member_id uuid not null,
  content_id uuid not null references content.contents (id) on delete cascade,
  liked_at timestamptz not null,
  day date not null,
  tribe text not null,
  group_ids uuid[] not null,
  primary key (member_id, content_id)
);
select kit.tenant('content.likes');
create index on content.likes (content_id);

create table content.saves (
  organisation_id uuid not null,
  member_id uuid not null,
  content_id uuid not null references content.contents (id) on delete cascade,
  saved_at timestamptz not null,
  day date not null,
  tribe text not null,
  group_ids uuid[] not null,
  primary key (member_id, content_id)
);
select kit.tenant('content.saves');
create index on content.saves (content_id);
create index on content.saves (member_id, saved_at desc, content_id desc);

-- Likes as everybody sees them; stays when those who liked leave.
create table content.like_totals (
  content_id uuid primary key references content.contents (id) on delete cascade,
  organisation_id uuid not null,
  likes integer not null check (likes >= 0)
);
select kit.tenant('content.like_totals');

-- What a day came to, in the organisation's own days; names nobody, and stays when members leave.
-- offered: to how many ambassadors a content of that day was meant; views, reads, likes, saves: each member once a content.
create table content.daily_content_activity (
  organisation_id uuid not null,
  programme_id uuid not null,
  day date not null,
  content_id uuid not null,
  theme_id uuid,
  tribe text not null,
  offered integer not null default 0,
  views integer not null default 0,
  reads integer not null default 0,
  likes integer not null default 0,
  saves integer not null default 0,
  primary key (content_id, day, tribe)
);
select kit.tenant('content.daily_content_activity');
create index on content.daily_content_activity (organisation_id, day);

-- The same for each group of the member. Who is in two groups counts in both: sums over groups are not totals.
create table content.daily_group_content_activity (
  organisation_id uuid not null,
  programme_id uuid not null,
  day date not null,
  group_id uuid not null,
  content_id uuid not null,
  theme_id uuid,
  tribe text not null,
  offered integer not null default 0,
  views integer not null default 0,
  reads integer not null default 0,
  likes integer not null default 0,
  saves integer not null default 0,
  primary key (content_id, day, group_id, tribe)
);
select kit.tenant('content.daily_group_content_activity');
create index on content.daily_group_content_activity (organisation_id, day);

-- How many members read on a day: readers are counted without keeping who, beyond the reads themselves.
create index on content.reads (organisation_id, read_at) where read_at is not null;

-- The latest of a theme, whose places in the feed move down when another comes out.
create index on content.contents (programme_id, theme_id, published_at desc) where state = 'published';

-- Whose the image is that networks' robots ask for: of a content that may be passed on, and no other.
create function content.shareable_organisation(content uuid) returns uuid language sql stable security definer set search_path = '' as
$$ select c.organisation_id from content.contents c where c.id = shareable_organisation.content and c.visibility = 'shareable' and c.state in ('published', 'expired') $$;
