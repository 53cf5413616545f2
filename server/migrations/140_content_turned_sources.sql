-- When a source last went from answering to failing, or back: since then it is as it is.
alter table content.sources add column turned_at timestamptz;

-- What fails already has done so since some time after it last answered; when what answers began to, nobody wrote down.
alter table content.sources disable row level security;
update content.sources set turned_at = coalesce(succeeded_at, last_error_at) where last_error is not null;
alter table content.sources enable row level security;
