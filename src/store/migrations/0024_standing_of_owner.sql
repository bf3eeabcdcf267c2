-- Whose people stand where, in order of their names: a user's list of a state or a sequence reads those it shows and
-- nobody else. Whoever writes prospects.owner_id writes it here too, as with the name.
ALTER TABLE enrollments ADD COLUMN owner_id @int@;
UPDATE enrollments SET owner_id =
  (SELECT p.owner_id FROM prospects p
   WHERE p.workspace_id = enrollments.workspace_id AND p.id = enrollments.prospect_id);

CREATE INDEX enrollments_owner
  ON enrollments (workspace_id, owner_id, version_id, state, name_key, id, prospect_id)
  WHERE owner_id IS NOT NULL;
@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('enrollments', 'enrollments_owner', '2000000 2000000 100000 5000 1000 2 1 1');
ANALYZE sqlite_schema;
)@
