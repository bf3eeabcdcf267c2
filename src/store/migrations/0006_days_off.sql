-- Days off and days with other hours. user_id: of one user; else country: of everybody there (region NULL: all of it), kept
-- on our side; else of the whole workspace. Days are of the calendar (base/instant.h), both included. kind 'open': a
-- holiday there on which we work with them all the same. hand_over_id: who does the user's work meanwhile.
CREATE TABLE days_off (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  user_id @int@,
  country @text@,
  region @text@,
  from_day @int@ NOT NULL,
  until_day @int@ NOT NULL,
  kind @text@ NOT NULL CHECK (kind IN ('closed', 'hours', 'open')),
  from_minute @int@ NOT NULL,
  until_minute @int@ NOT NULL,
  name @text@,
  hand_over_id @int@,
  created_us @int@ NOT NULL,
  @references(user_id, users)@,
  @references(hand_over_id, users)@
@end_of_table(workspace_id, id)@;
CREATE INDEX days_off_ahead ON days_off (workspace_id, until_day, id);

-- Counts the changes of days_off, so that a process knows whether what it holds is still right.
ALTER TABLE workspaces ADD COLUMN days_off_version @int@ NOT NULL DEFAULT 0;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('days_off', 'days_off_ahead', '10000 10000 5 1');
ANALYZE sqlite_schema;
)@
