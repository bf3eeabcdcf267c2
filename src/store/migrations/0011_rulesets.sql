-- Rulesets by name: what differs from the workspace's rules, for the sequences that ask for it (`ruleset: NAME`).
CREATE TABLE rulesets (
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  name @text@ NOT NULL,
  overrides @text@ NOT NULL,
  changed_us @int@ NOT NULL
@end_keyed(workspace_id, name)@;

-- Mails planned on a day of a sender's calendar, counted only while a cap asks for it. kind: 'mailbox' or 'domain'.
CREATE TABLE mail_days (
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  kind @text@ NOT NULL CHECK (kind IN ('mailbox', 'domain')),
  key @text@ NOT NULL,
  day @int@ NOT NULL,
  n @int@ NOT NULL
@end_keyed(workspace_id, kind, key, day)@;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('rulesets', 'rulesets', '1000 1000 1'),
  ('mail_days', 'mail_days', '100000 100000 50000 30 1');
ANALYZE sqlite_schema;
)@
