-- How much mail may leave: by hour and day, per mailbox, sender's domain and workspace; and what came back.

-- hourly_limit 0: none. ramp_days 0: a new mailbox may send its whole limit at once. gate_from_hour: bounces and
-- complaints before it were looked into by whoever resumed the mailbox.
ALTER TABLE mailboxes ADD COLUMN hourly_limit @int@ NOT NULL DEFAULT 0;
ALTER TABLE mailboxes ADD COLUMN ramp_days @int@ NOT NULL DEFAULT 0;
ALTER TABLE mailboxes ADD COLUMN gate_from_hour @int@ NOT NULL DEFAULT 0;

-- 0: no limit.
ALTER TABLE workspaces ADD COLUMN mail_day_limit @int@ NOT NULL DEFAULT 0;
ALTER TABLE workspaces ADD COLUMN mail_hour_limit @int@ NOT NULL DEFAULT 0;
ALTER TABLE workspaces ADD COLUMN domain_day_limit @int@ NOT NULL DEFAULT 0;
ALTER TABLE workspaces ADD COLUMN domain_hour_limit @int@ NOT NULL DEFAULT 0;

-- scope: a mailbox's address, "@" and its domain, or "" for the workspace. hour: hours since 1970, UTC.
CREATE TABLE mail_hours (
  workspace_id @int@ NOT NULL,
  scope @text@ NOT NULL,
  hour @int@ NOT NULL,
  sent @int@ NOT NULL,
  bounced @int@ NOT NULL,
  complained @int@ NOT NULL
@end_keyed(workspace_id, scope, hour)@;

-- Follow-ups leave before first touches when the day is short: first_touch leads the order of what waits.
ALTER TABLE outbox ADD COLUMN first_touch @int@ NOT NULL DEFAULT 0;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (workspace_id, mailbox_id, first_touch, not_before_us, touch_id)
  WHERE not_before_us IS NOT NULL;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('mail_hours', 'mail_hours', '500000 500000 5000 1'),
  ('outbox', 'outbox_due', '10000 10000 500 250 1 1');
ANALYZE sqlite_schema;
)@
