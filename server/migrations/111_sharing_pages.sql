-- The public page of a text content: made with its first share, and reached by whoever has its key. Whether it may be read is
-- asked of the content each time.
create table sharing.pages (
  content_id uuid primary key,
  organisation_id uuid not null,
  key text not null unique check (key ~ '^[0-9A-Za-z_-]{20}$'),
  created_at timestamptz not null
);
select kit.tenant('sharing.pages');

-- Whose page it is: who comes by a link names no organisation.
create function sharing.page(page_key text) returns table (organisation_id uuid, content_id uuid)
language sql stable security definer set search_path = '' as
$$ select p.organisation_id, p.content_id from sharing.pages p where p.key = page_key $$;

-- Preparations of texts from before they had pages: the next one has its link.
delete from sharing.shares where link_id is null and opened_at is null;
