-- Under a filter by group only the total of what was left out is told, never by reason: nothing reads these rows, which were a quarter of the rollups.
drop table links.daily_group_drops;
