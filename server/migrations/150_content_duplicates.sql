-- What turns out to be another item once its page was read stays, out of sight: a feed goes on naming it.
alter table content.items drop constraint items_state_check;
alter table content.items add constraint items_state_check check (state in ('new', 'kept', 'dismissed', 'snoozed', 'used', 'duplicate'));
alter table content.items add column duplicate_of uuid references content.items (id) on delete set null;
create index on content.items (duplicate_of) where duplicate_of is not null;

-- An address, a tag: or a urn: names one thing in the whole world; any other guid names it within its own feed.
alter table content.items disable row level security;
update content.items later set guid = null from content.items earlier
  where earlier.programme_id = later.programme_id and earlier.guid = later.guid and earlier.id < later.id and later.guid ~* '^(https?://|tag:|urn:)';
alter table content.items enable row level security;
create unique index on content.items (programme_id, guid) where guid ~* '^(https?://|tag:|urn:)';
