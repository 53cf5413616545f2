-- Since when name servers have answered without the record; a name server that says nothing proves nothing.
alter table links.domains add column absent_since timestamptz;

-- A domain that was sold: its new owner's record is there, and that of the organisation that holds it was gone before `before`
-- and is not among the tokens seen now. Gives whose it was. Called with the host held (pg_advisory_xact_lock).
create function links.hand_over_domain(wanted text, organisation uuid, seen text[], before timestamptz) returns table (organisation_id uuid, id uuid)
language sql volatile security definer set search_path = '' as $$
  update links.domains d set verified_at = null, verified_by = null, preferred = false, trouble = 'taken', told_at = null, absent_since = null
  where d.host = wanted and d.organisation_id <> organisation and d.verified_at is not null and d.absent_since <= before and d.token <> all (seen)
  returning d.organisation_id, d.id
$$;
