-- The first schema. Tokens between @ signs become each engine's words: see db/migrate.h.
-- CHECK spells its values out with OR: for a list of more than two SQLite builds a table at every write.
-- Keys lead with the workspace; what is due or open is found through partial indexes that hold only open rows.

CREATE TABLE workspaces (
  id @id@,
  name @text@ NOT NULL,
  zone @text@ NOT NULL,
  ruleset @text@ NOT NULL,
  postal_address @text@ NOT NULL,
  sending_paused @int@ NOT NULL,
  is_demo @int@ NOT NULL,
  created_us @int@ NOT NULL
@end_of_table(id)@;

CREATE TABLE users (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  email @text@ NOT NULL,
  name @text@ NOT NULL,
  role @text@ NOT NULL
    CHECK (role = 'rep' OR role = 'manager' OR role = 'admin'),
  zone @text@ NOT NULL,
  password_hash @text@,
  is_active @int@ NOT NULL,
  created_us @int@ NOT NULL,
  UNIQUE (workspace_id, email)
@end_of_table(workspace_id, id)@;

CREATE TABLE web_sessions (
  workspace_id @int@ NOT NULL,
  token_hash @text@ NOT NULL,
  user_id @int@ NOT NULL,
  csrf @text@ NOT NULL,
  created_us @int@ NOT NULL,
  expires_us @int@ NOT NULL,
  @references(user_id, users)@
@end_keyed(workspace_id, token_hash)@;

CREATE TABLE sign_in_failures (
  workspace_id @int@ NOT NULL,
  email @text@ NOT NULL,
  failures @int@ NOT NULL,
  until_us @int@ NOT NULL
@end_keyed(workspace_id, email)@;

CREATE TABLE accounts (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  name @text@ NOT NULL,
  name_key @text@ NOT NULL,
  domain @text@,
  external_id @text@,
  created_us @int@ NOT NULL,
  UNIQUE (workspace_id, name_key)
@end_of_table(workspace_id, id)@;
CREATE INDEX accounts_domain ON accounts (workspace_id, domain) WHERE domain IS NOT NULL;
CREATE UNIQUE INDEX accounts_external ON accounts (workspace_id, external_id)
  WHERE external_id IS NOT NULL;

-- channels_shut: one bit a channel the person opted out of (core/channel_kind.h); -1 is every channel, for good.
-- enrollments: how many there were, so that those with none are found at once.
CREATE TABLE prospects (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  account_id @int@,
  owner_id @int@,
  email @text@,
  email_key @text@,
  external_id @text@,
  first_name @text@,
  last_name @text@,
  name_key @text@ NOT NULL,
  title @text@,
  role @text@,
  phone @text@,
  mobile @text@,
  linkedin @text@,
  country @text@,
  region @text@,
  city @text@,
  zone @text@ NOT NULL,
  zone_source @text@ NOT NULL,
  language @text@,
  source @text@,
  fields @text@,
  email_bounced @int@ NOT NULL,
  phone_wrong @int@ NOT NULL,
  channels_shut @int@ NOT NULL,
  attempts @int@ NOT NULL,
  last_touch_us @int@,
  enrollments @int@ NOT NULL DEFAULT 0,
  created_us @int@ NOT NULL,
  updated_us @int@ NOT NULL,
  @references(account_id, accounts)@,
  @references(owner_id, users)@
@end_of_table(workspace_id, id)@;
CREATE UNIQUE INDEX prospects_email ON prospects (@index_key(workspace_id, email_key)@)
  WHERE email_key IS NOT NULL;
CREATE UNIQUE INDEX prospects_external ON prospects (workspace_id, external_id)
  WHERE external_id IS NOT NULL;
CREATE INDEX prospects_name ON prospects (workspace_id, name_key);
CREATE INDEX prospects_account ON prospects (@index_key(workspace_id, account_id)@)
  WHERE account_id IS NOT NULL;
CREATE INDEX prospects_owner ON prospects (workspace_id, owner_id, name_key, id)
  WHERE owner_id IS NOT NULL;
CREATE INDEX prospects_fresh ON prospects (workspace_id, owner_id, id) WHERE enrollments = 0;

-- pace_s: the least seconds between two mails of this mailbox. *_secret: sealed with a key kept outside the database.
CREATE TABLE mailboxes (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  user_id @int@ NOT NULL,
  address @text@ NOT NULL,
  name @text@ NOT NULL,
  smtp_url @text@ NOT NULL,
  smtp_user @text@,
  smtp_secret @blob@,
  imap_url @text@,
  imap_user @text@,
  imap_secret @blob@,
  imap_folder @text@ NOT NULL,
  ca_file @text@,
  daily_limit @int@ NOT NULL,
  pace_s @int@ NOT NULL,
  is_paused @int@ NOT NULL,
  paused_why @text@,
  uid_validity @int@ NOT NULL,
  last_uid @int@ NOT NULL,
  checked_us @int@,
  last_sent_us @int@,
  last_error @text@,
  created_us @int@ NOT NULL,
  UNIQUE (workspace_id, address),
  @references(user_id, users)@
@end_of_table(workspace_id, id)@;

-- How many mails a mailbox sent on a day of its user's calendar.
CREATE TABLE mailbox_days (
  workspace_id @int@ NOT NULL,
  mailbox_id @int@ NOT NULL,
  day @int@ NOT NULL,
  sent @int@ NOT NULL,
  @references(mailbox_id, mailboxes)@
@end_keyed(workspace_id, mailbox_id, day)@;

CREATE TABLE sequences (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  name @text@ NOT NULL,
  goal @text@,
  created_us @int@ NOT NULL,
  UNIQUE (workspace_id, name)
@end_of_table(workspace_id, id)@;

-- A published version never changes.
CREATE TABLE sequence_versions (
  id @id@,
  workspace_id @int@ NOT NULL,
  sequence_id @int@ NOT NULL,
  version @int@ NOT NULL,
  source @text@ NOT NULL,
  created_us @int@ NOT NULL,
  UNIQUE (workspace_id, sequence_id, version),
  @references(sequence_id, sequences)@
@end_of_table(workspace_id, id)@;

-- Maintained counts, so that no page ever counts rows. step 0: of enrollments; else of touches of that step.
CREATE TABLE sequence_counts (
  workspace_id @int@ NOT NULL,
  version_id @int@ NOT NULL,
  step @int@ NOT NULL,
  kind @text@ NOT NULL,
  n @int@ NOT NULL,
  @references(version_id, sequence_versions)@
@end_keyed(workspace_id, version_id, step, kind)@;

-- due_us: when the worker must look at it next, NULL when it waits for a human or is over.
-- A claim moves due_us to the end of the lease and sets lease_token; every worker write names the token.
CREATE TABLE enrollments (
  id @id@,
  workspace_id @int@ NOT NULL,
  prospect_id @int@ NOT NULL,
  version_id @int@ NOT NULL,
  mailbox_id @int@,
  user_id @int@ NOT NULL,
  state @text@ NOT NULL
    CHECK (state = 'pending' OR state = 'active' OR state = 'paused' OR
           state = 'nurturing' OR state = 'finished'),
  finish_reason @text@,
  paused_until_us @int@,
  paused_why @text@,
  step @int@ NOT NULL,
  started_us @int@ NOT NULL,
  finished_us @int@,
  answered_us @int@,
  due_us @int@,
  lease_token @int@,
  created_us @int@ NOT NULL,
  @references(prospect_id, prospects)@,
  @references(version_id, sequence_versions)@,
  @references(mailbox_id, mailboxes)@,
  @references(user_id, users)@
@end_of_table(workspace_id, id)@;
CREATE INDEX enrollments_due ON enrollments (workspace_id, due_us, id) WHERE due_us IS NOT NULL;
CREATE UNIQUE INDEX enrollments_open ON enrollments (workspace_id, prospect_id)
  WHERE state <> 'finished';
CREATE INDEX enrollments_prospect ON enrollments (workspace_id, prospect_id, id);
CREATE INDEX enrollments_version ON enrollments (workspace_id, version_id, state, id);

-- One contact attempt, planned or made. The row moves through its states; what happened is in the ledger for good.
-- planned_us: when the plan first had it due, before anything moved it.
CREATE TABLE touches (
  id @id@,
  workspace_id @int@ NOT NULL,
  prospect_id @int@ NOT NULL,
  enrollment_id @int@,
  version_id @int@,
  step @int@ NOT NULL,
  user_id @int@ NOT NULL,
  mailbox_id @int@,
  promise_id @int@,
  channel @text@ NOT NULL,
  automatic @int@ NOT NULL,
  state @text@ NOT NULL
    CHECK (state = 'task' OR state = 'queued' OR state = 'held' OR state = 'made' OR
           state = 'in_doubt' OR state = 'failed' OR state = 'skipped' OR
           state = 'cancelled'),
  priority @int@ NOT NULL,
  planned_us @int@ NOT NULL,
  due_from_us @int@ NOT NULL,
  due_until_us @int@ NOT NULL,
  made_us @int@,
  outcome @text@,
  objective @text@,
  value_point @text@,
  subject @text@,
  body @text@,
  message_id @text@,
  reasons @text@,
  note @text@,
  created_us @int@ NOT NULL,
  @references(prospect_id, prospects)@,
  @references(enrollment_id, enrollments)@,
  @references(user_id, users)@
@end_of_table(workspace_id, id)@;
CREATE INDEX touches_prospect ON touches (workspace_id, prospect_id, id);
CREATE INDEX touches_tasks ON touches (workspace_id, user_id, priority, due_from_us, id)
  WHERE state = 'task';
CREATE INDEX touches_done ON touches (workspace_id, user_id, made_us)
  WHERE state = 'made' AND automatic = 0;
CREATE INDEX touches_held ON touches (workspace_id, id) WHERE state IN ('held', 'in_doubt');
CREATE UNIQUE INDEX touches_message ON touches (workspace_id, message_id)
  WHERE message_id IS NOT NULL;

-- Append-only: what happened (at_us), when it was written down (recorded_us), by whom. A correction is a new row.
CREATE TABLE ledger (
  id @id@,
  workspace_id @int@ NOT NULL,
  prospect_id @int@ NOT NULL,
  at_us @int@ NOT NULL,
  recorded_us @int@ NOT NULL,
  kind @text@ NOT NULL,
  touch_id @int@,
  enrollment_id @int@,
  user_id @int@,
  channel @text@,
  outcome @text@,
  step @int@,
  value_point @text@,
  text @text@,
  detail @text@,
  @references(prospect_id, prospects)@
@end_of_table(workspace_id, id)@;
CREATE INDEX ledger_prospect ON ledger (workspace_id, prospect_id, at_us, id);

CREATE TABLE promises (
  id @id@,
  workspace_id @int@ NOT NULL,
  prospect_id @int@ NOT NULL,
  user_id @int@ NOT NULL,
  touch_id @int@,
  channel @text@ NOT NULL,
  from_us @int@ NOT NULL,
  until_us @int@ NOT NULL,
  state @text@ NOT NULL
    CHECK (state = 'open' OR state = 'kept' OR state = 'broken' OR state = 'moved' OR
           state = 'cancelled'),
  note @text@,
  created_us @int@ NOT NULL,
  settled_us @int@,
  @references(prospect_id, prospects)@,
  @references(user_id, users)@
@end_of_table(workspace_id, id)@;
CREATE INDEX promises_prospect ON promises (workspace_id, prospect_id, id);
CREATE INDEX promises_open ON promises (workspace_id, until_us, id) WHERE state = 'open';
CREATE INDEX promises_user ON promises (workspace_id, user_id, from_us, id);

-- The state machine of "Sending once" (docs/DESIGN.md). not_before_us: when a worker may look at it next; a lease moves it.
CREATE TABLE outbox (
  workspace_id @int@ NOT NULL,
  touch_id @int@ NOT NULL,
  mailbox_id @int@ NOT NULL,
  state @text@ NOT NULL
    CHECK (state = 'queued' OR state = 'leased' OR state = 'dot' OR state = 'accepted' OR
           state = 'deferred' OR state = 'failed' OR state = 'in_doubt' OR
           state = 'cancelled'),
  not_before_us @int@,
  lease_token @int@,
  tries @int@ NOT NULL,
  envelope_to @text@ NOT NULL,
  message @blob@ NOT NULL,
  reply_code @int@,
  reply_text @text@,
  updated_us @int@ NOT NULL,
  @references(touch_id, touches)@,
  @references(mailbox_id, mailboxes)@
@end_keyed(workspace_id, touch_id)@;
CREATE INDEX outbox_due ON outbox (workspace_id, mailbox_id, not_before_us, touch_id)
  WHERE not_before_us IS NOT NULL;
CREATE INDEX outbox_newest ON outbox (workspace_id, updated_us, touch_id);

-- One inbound message. state: 'open' waits for a human, 'done' was handled, 'noted' needs nobody.
CREATE TABLE replies (
  id @id@,
  workspace_id @int@ NOT NULL,
  mailbox_id @int@ NOT NULL,
  prospect_id @int@,
  touch_id @int@,
  user_id @int@ NOT NULL,
  message_key @text@ NOT NULL,
  from_address @text@,
  from_name @text@,
  subject @text@,
  received_us @int@ NOT NULL,
  kind @text@ NOT NULL,
  intent @text@ NOT NULL,
  confidence @real@ NOT NULL,
  new_text @text@,
  quoted_text @text@,
  state @text@ NOT NULL
    CHECK (state = 'open' OR state = 'done' OR state = 'noted'),
  handled_us @int@,
  UNIQUE (workspace_id, mailbox_id, message_key),
  @references(mailbox_id, mailboxes)@,
  @references(prospect_id, prospects)@,
  @references(user_id, users)@
@end_of_table(workspace_id, id)@;
CREATE INDEX replies_open ON replies (workspace_id, state, received_us, id) WHERE state = 'open';
CREATE INDEX replies_received ON replies (workspace_id, received_us, id);
CREATE INDEX replies_prospect ON replies (workspace_id, prospect_id, id)
  WHERE prospect_id IS NOT NULL;

-- kind: 'email', 'domain' or 'phone'; channel '' is every channel.
CREATE TABLE suppressions (
  workspace_id @int@ NOT NULL,
  kind @text@ NOT NULL
    CHECK (kind = 'email' OR kind = 'domain' OR kind = 'phone'),
  value_key @text@ NOT NULL,
  channel @text@ NOT NULL,
  reason @text@,
  created_us @int@ NOT NULL
@end_keyed(workspace_id, kind, value_key, channel)@;

-- Who does a job that only one node may do at a time.
CREATE TABLE leases (
  name @text@ NOT NULL,
  holder @int@ NOT NULL,
  until_us @int@ NOT NULL
@end_keyed(name)@;

-- What SQLite believes of the sizes: those of a large workspace, given once and for all, so that plans
-- are the same in an empty database and a full one. Without them it takes an index of the workspace
-- alone for as good as any other. A line an index: its rows, then the rows that share its first 1, 2, ..
-- columns. A new index needs a line here or in its own migration (tests/unit/store asks for it).
@sqlite(
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('workspaces', NULL, '1000'),
  ('users', 'sqlite_autoindex_users_1', '1000 1000 1'),
  ('web_sessions', 'web_sessions', '1000 1000 1'),
  ('sign_in_failures', 'sign_in_failures', '1000 1000 1'),
  ('accounts', 'sqlite_autoindex_accounts_1', '100000 100000 1'),
  ('accounts', 'accounts_domain', '100000 100000 2'),
  ('accounts', 'accounts_external', '100000 100000 1'),
  ('prospects', 'prospects_email', '1000000 1 1'),
  ('prospects', 'prospects_external', '1000000 1000000 1'),
  ('prospects', 'prospects_name', '1000000 1000000 5'),
  ('prospects', 'prospects_account', '1000000 10 10'),
  ('prospects', 'prospects_owner', '1000000 1000000 50000 2 1'),
  ('prospects', 'prospects_fresh', '100000 100000 5000 1'),
  ('mailboxes', 'sqlite_autoindex_mailboxes_1', '1000 1000 1'),
  ('mailbox_days', 'mailbox_days', '10000 10000 200 1'),
  ('sequences', 'sqlite_autoindex_sequences_1', '1000 1000 1'),
  ('sequence_versions', 'sqlite_autoindex_sequence_versions_1', '5000 5000 5 1'),
  ('sequence_counts', 'sequence_counts', '50000 50000 50 5 1'),
  ('enrollments', 'enrollments_due', '1000000 1000000 1 1'),
  ('enrollments', 'enrollments_open', '1000000 1000000 1'),
  ('enrollments', 'enrollments_prospect', '2000000 2000000 2 1'),
  ('enrollments', 'enrollments_version', '2000000 2000000 20000 5000 1'),
  ('touches', 'touches_prospect', '10000000 10000000 10 1'),
  ('touches', 'touches_tasks', '100000 100000 5000 2500 2 1'),
  ('touches', 'touches_done', '5000000 5000000 250000 1'),
  ('touches', 'touches_held', '1000 1000 1'),
  ('touches', 'touches_message', '5000000 5000000 1'),
  ('ledger', 'ledger_prospect', '30000000 30000000 30 1 1'),
  ('promises', 'promises_prospect', '200000 200000 2 1'),
  ('promises', 'promises_open', '5000 5000 5 1'),
  ('promises', 'promises_user', '200000 200000 10000 5 1'),
  ('outbox', 'outbox', '5000000 5000000 1'),
  ('outbox', 'outbox_due', '10000 10000 500 1 1'),
  ('outbox', 'outbox_newest', '5000000 5000000 1 1'),
  ('replies', 'sqlite_autoindex_replies_1', '500000 500000 25000 1'),
  ('replies', 'replies_open', '1000 1000 1000 1 1'),
  ('replies', 'replies_received', '500000 500000 1 1'),
  ('replies', 'replies_prospect', '500000 500000 1 1'),
  ('suppressions', 'suppressions', '100000 100000 30000 1 1'),
  ('leases', 'leases', '1000 1');
ANALYZE sqlite_schema;
)@
