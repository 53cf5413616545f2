-- Where a click came from, as a small keyed mark that many share (origin.ts, docs/decisions/019): what lets a network that is listed later, or a
-- program that is known later, be left out of earlier days. Null: it came before this, or was left out when it came.
alter table links.hits add column origin integer;
