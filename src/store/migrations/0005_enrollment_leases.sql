-- Who is looking at which enrollment just now. Beside the enrollments, so that a claim writes a handful of pages and
-- not one for each of them; a row goes when its enrollment was looked at, or lapses with a worker that died.

CREATE TABLE enrollment_leases (
  workspace_id @int@ NOT NULL,
  enrollment_id @int@ NOT NULL,
  token @int@ NOT NULL,
  until_us @int@ NOT NULL
@end_keyed(workspace_id, enrollment_id)@;

ALTER TABLE enrollments DROP COLUMN lease_token;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('enrollment_leases', 'enrollment_leases', '1000 1000 1');
ANALYZE sqlite_schema;
)@
