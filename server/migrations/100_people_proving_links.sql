-- A link that went to the mailbox of its address proves that address to be its reader's; one that the command line printed,
-- or that an administrator may read in the outbox, opens a session and proves nothing.
alter table auth.verifications add column proves boolean not null default false;
