-- Mails to send and mails kept to be read where no mail server is configured.
create table kit.mails (
  id uuid primary key,
  organisation_id uuid not null,
  recipient text not null,
  kind text not null,
  subject text not null,
  html text,
  body text,
  headers jsonb not null default '{}',
  -- whom the mail gives a way in (a sign-in link): such a mail is shown only where its reader could not reach more than their own organisation
  opens_session boolean not null default false,
  state text not null check (state in ('queued', 'sent', 'kept', 'failed', 'bounced')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  settled_at timestamptz
);
select kit.tenant('kit.mails');
create index on kit.mails (organisation_id, id desc);
