-- Those of these mails that are still there, of whatever organisation: for the job that removes the files of the others.
create function kit.known_mails(ids uuid[]) returns setof uuid language sql stable security definer set search_path = '' as
$$ select m.id from kit.mails m where m.id = any (ids) $$;
