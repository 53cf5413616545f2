-- Who read some contents on some days is told by the index alone but for who it was.
create index reads_by_content on content.reads (content_id, read_at);
drop index content.reads_content_id_idx;

-- What contents came to over a span is read from the index.
alter table insights.span_contents drop constraint span_contents_organisation_id_first_day_last_day_tribe_cont_key;
alter table insights.span_contents add constraint span_contents_told unique nulls not distinct (organisation_id, first_day, last_day, tribe, content_id) include (reads, likes, shares, clicks);
