-- Who liked on a day is counted each day, as who read is.
create index likes_of_days on content.likes (organisation_id, liked_at) include (member_id);
