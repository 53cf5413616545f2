-- Rules that shared a reason have one each (rooms/links/rules.ts). Who counts what a shared one left out goes on counting it: hits to come
-- have the new number, those of the past keep theirs.
insert into links.counted_reasons (organisation_id, reason, since)
  select counted.organisation_id, apart.reason, counted.since
  from links.counted_reasons counted join (values (9, 14), (9, 15), (9, 16), (2, 17), (6, 18), (4, 19), (4, 20), (4, 21), (4, 22)) apart (shared, reason) on apart.shared = counted.reason
  on conflict do nothing;
