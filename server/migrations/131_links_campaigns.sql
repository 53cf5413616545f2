-- A campaign link is nobody's share: whoever sees the poster comes by it, and its clicks count for the content alone. Its slug
-- is a word that somebody chose.
alter table links.links alter column share_id drop not null;
alter table links.links alter column tribe drop not null;
alter table links.links drop constraint links_slug_check;
alter table links.links add constraint links_slug_check check (slug ~ '^[0-9A-Za-z_-]{3,64}$');
-- what a chosen slug comes to once characters that look alike are one; null for a slug that was drawn
alter table links.links add column likeness text;
create unique index on links.links (likeness) where likeness is not null;
alter table links.links add constraint links_of_nobody check (share_id is not null or (likeness is not null and sharer_id is null and tribe is null and group_ids = '{}'));
-- ended by hand, whatever becomes of its content
alter table links.links add column withdrawn_at timestamptz;

drop trigger tell_change on links.links;
create trigger tell_change after update on links.links for each row
  when ((old.target, old.preview, old.sharer_id, old.removed_at, old.withdrawn_at) is distinct from (new.target, new.preview, new.sharer_id, new.removed_at, new.withdrawn_at))
  execute function links.tell_change();

-- clicks of nobody's share are of no tribe
alter table links.daily_clicks alter column tribe drop not null;
alter table links.daily_drops alter column tribe drop not null;
alter table links.daily_totals alter column tribe drop not null;
