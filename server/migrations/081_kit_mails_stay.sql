-- Mails of a demonstration: kept whatever mail server is configured.
alter table kit.mails add column stays boolean not null default false;
