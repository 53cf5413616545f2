-- The log is read by the moment, not in the order in which it was written: a past that is told is written down later.
create index on organisations.audit_entries (organisation_id, at desc, id desc);
drop index organisations.audit_entries_organisation_id_id_idx;
