-- Counts and rankings read an index alone: each holds what its readers ask of a row.
DROP INDEX touches_tasks;
CREATE INDEX touches_tasks ON touches (workspace_id, user_id, priority, due_from_us, id, state)
  WHERE state = 'task';
DROP INDEX touches_held;
CREATE INDEX touches_held ON touches (workspace_id, id, state) WHERE state IN ('held', 'in_doubt');
DROP INDEX enrollments_prospect;
CREATE INDEX enrollments_prospect ON enrollments (workspace_id, prospect_id, id, answered_us);
DROP INDEX replies_open;
CREATE INDEX replies_open ON replies (workspace_id, state, received_us, id, snoozed_until_us, user_id)
  WHERE state = 'open';
DROP INDEX replies_received;
CREATE INDEX replies_received
  ON replies (workspace_id, received_us, id, kind, user_id, answered_us, handled_us);
@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('touches', 'touches_tasks', '100000 100000 5000 2500 2 1 1'),
  ('touches', 'touches_held', '1000 1000 1 1'),
  ('enrollments', 'enrollments_prospect', '2000000 2000000 2 1 1'),
  ('replies', 'replies_open', '1000 1000 1000 1 1 1 1'),
  ('replies', 'replies_received', '500000 500000 1 1 1 1 1 1');
ANALYZE sqlite_schema;
)@
