-- Another one each time hits of a day were added up, so that an open dashboard is told from one row that there is something new. It is
-- drawn, not counted: a number would tell how many came where clicks are withheld.
alter table links.counted_days add column pulse uuid not null default gen_random_uuid();
