-- Readers and people connected are counted over any period: from the index alone, without a visit to the rows.
create index reads_readers on content.reads (organisation_id, read_at) include (member_id) where read_at is not null;
drop index content.reads_organisation_id_read_at_idx;
create index connections_members on people.connections (organisation_id, day) include (member_id);
drop index people.connections_organisation_id_day_idx;
