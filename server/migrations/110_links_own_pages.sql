-- A link may also lead to a page of this installation, by its path.
alter table links.links drop constraint links_target_check;
alter table links.links add constraint links_target_check check (target ~ '^(https?://|/[0-9A-Za-z])');
