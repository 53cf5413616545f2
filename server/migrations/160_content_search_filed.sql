-- Contents are found by the names of their theme and channel too. Their ids are among the words of a content, and a search
-- widens each word of such a name to them: a name that changes costs nothing, and is right at once.
create function content.filed_words(theme uuid, channel uuid) returns tsvector language sql immutable parallel safe set search_path = '' as
$$ select array_to_tsvector(array_remove(array['theme:' || theme, 'channel:' || channel], null)) $$;

create or replace function content.set_search() returns trigger language plpgsql set search_path = '' as $$
declare dictionary regconfig := content.dictionary(new.language);
begin
  new.search := setweight(to_tsvector(dictionary, content.fold(new.title)), 'A')
    || setweight(to_tsvector('pg_catalog.simple', content.fold(new.title)), 'A')
    || setweight(to_tsvector('pg_catalog.simple', content.fold(array_to_string(new.hashtags, ' '))), 'B')
    || setweight(to_tsvector(dictionary, content.fold(left(new.body_text, 100000))), 'C')
    || content.filed_words(new.theme_id, new.channel_id);
  return new;
end $$;
drop trigger set_search on content.contents;
create trigger set_search before insert or update of title, hashtags, body_text, language, theme_id, channel_id on content.contents
  for each row execute function content.set_search();

alter table content.contents disable row level security;
update content.contents set search = search || content.filed_words(theme_id, channel_id);
alter table content.contents enable row level security;

create function content.lexeme(word text) returns tsquery language sql immutable parallel safe set search_path = '' as
$$ select ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery $$;

-- Each word that is one of these names' (by stem) is that word, or what bears the name: ids[n] bears names[n].
create function content.widened(words tsquery, dictionary regconfig, ids text[], names text[]) returns tsquery language plpgsql immutable set search_path = '' as $$
declare named record;
begin
  for named in
    select lexeme, string_agg(content.lexeme(id)::text, ' | ')::tsquery as bearers
    from unnest(ids, names) as one (id, name), unnest(tsvector_to_array(to_tsvector(dictionary, content.fold(name)))) as lexeme
    where words @> content.lexeme(lexeme) group by lexeme
  loop
    words := ts_rewrite(words, content.lexeme(named.lexeme), content.lexeme(named.lexeme) || named.bearers);
  end loop;
  return words;
end $$;

-- What bears a name of which a word begins so; an empty query where nothing does.
create function content.begun(beginning text, ids text[], names text[]) returns tsquery language sql immutable set search_path = '' as $$
  select coalesce(string_agg(content.lexeme(id)::text, ' | ')::tsquery, ''::tsquery) from unnest(ids, names) as one (id, name)
  where exists (select from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', content.fold(name)))) as lexeme where starts_with(lexeme, content.fold(beginning)))
$$;
