-- What becomes of a no, reasons to write again, absences and nurtures.

-- Out of office: nothing is planned for the person before, in whatever sequence they are.
ALTER TABLE prospects ADD COLUMN away_until_us @int@;

-- nurture_why: why the person is kept warm; NULL: the enrollment is no nurture. nurture_until_us: when it ends by itself.
ALTER TABLE enrollments ADD COLUMN nurture_why @text@;
ALTER TABLE enrollments ADD COLUMN nurture_until_us @int@;

-- A no, and what was made of it. day: the date they named, of the calendar (base/instant.h).
-- state: 'open' waits for a human, 'decided' has its path, 'void' was taken back or overtaken.
CREATE TABLE refusals (
  id @id@,
  workspace_id @int@ NOT NULL,
  prospect_id @int@ NOT NULL,
  kind @text@ NOT NULL,
  at_us @int@ NOT NULL,
  touch_id @int@,
  reply_id @int@,
  day @int@,
  note @text@,
  state @text@ NOT NULL CHECK (state IN ('open', 'decided', 'void')),
  path @text@,
  decided_us @int@,
  user_id @int@,
  created_us @int@ NOT NULL,
  @references(prospect_id, prospects)@
@end_of_table(workspace_id, id)@;
CREATE INDEX refusals_open ON refusals (workspace_id, at_us, id) WHERE state = 'open';
CREATE INDEX refusals_prospect ON refusals (workspace_id, prospect_id, id);

-- A legitimate reason to write: of a person, or of everybody at a company. touch_id: the task it became.
CREATE TABLE signals (
  id @id@,
  workspace_id @int@ NOT NULL,
  prospect_id @int@,
  account_id @int@,
  kind @text@ NOT NULL,
  at_us @int@ NOT NULL,
  note @text@,
  touch_id @int@,
  user_id @int@,
  created_us @int@ NOT NULL,
  @references(prospect_id, prospects)@,
  @references(account_id, accounts)@
@end_of_table(workspace_id, id)@;
CREATE INDEX signals_prospect ON signals (workspace_id, prospect_id, id)
  WHERE prospect_id IS NOT NULL;
CREATE INDEX signals_account ON signals (workspace_id, account_id, id) WHERE account_id IS NOT NULL;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('refusals', 'refusals_open', '10000 10000 2 1'),
  ('refusals', 'refusals_prospect', '500000 500000 1 1'),
  ('signals', 'signals_prospect', '500000 500000 1 1'),
  ('signals', 'signals_account', '500000 500000 2 1');
ANALYZE sqlite_schema;
)@
