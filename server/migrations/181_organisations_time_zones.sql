-- Offsets such as +05:30 were taken for zones: PostgreSQL reads them as POSIX does, east for west. Zones are named from now on.
update organisations.organisations o set time_zone = case when o.language = 'fr' then 'Europe/Paris' else 'UTC' end
where not exists (select from pg_catalog.pg_timezone_names z where lower(z.name) = lower(o.time_zone));
