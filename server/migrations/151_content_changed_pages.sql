-- A page that is followed itself brings something new when its words change: then a new item takes its address.
alter table content.sources add column page_digest bytea;
alter table content.items add column updated boolean not null default false;
-- what was decided on the page as it was stays, and leaves the address to the page as it is
alter table content.items add column superseded boolean not null default false;
alter table content.items drop constraint items_programme_id_canonical_address_key;
create unique index on content.items (programme_id, canonical_address) where not superseded;
