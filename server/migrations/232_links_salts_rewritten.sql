-- Vacuum gives a row's place on its page free, and leaves its octets there: what is destroyed must not be read from the file. The
-- table, of two or three rows, is written anew instead. Whoever holds it for long (a dump) is not waited for: the row goes, and its
-- octets do the next time.
create function links.destroy_salts(first date, last date) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '200ms' as $$
declare kept links.salts[];
begin
  if not exists (select from links.salts s where s.day < first or s.day > last) then return; end if;
  begin
    lock table links.salts in access exclusive mode;
    kept := array(select s from links.salts s where s.day between first and last);
    truncate links.salts;
    insert into links.salts select k.day, k.salt from unnest(kept) k;
  exception when lock_not_available then
    delete from links.salts s where s.day < first or s.day > last;
  end;
end $$;
