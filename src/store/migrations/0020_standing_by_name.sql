-- Who stands where, in order of their names: a list of a state, of a sequence, or of a search among them, reads those
-- it shows and nobody else. A name lies here once more for that; whoever writes prospects.name_key writes it too.
ALTER TABLE enrollments ADD COLUMN name_key @text@ NOT NULL DEFAULT '';
UPDATE enrollments SET name_key =
  (SELECT p.name_key FROM prospects p
   WHERE p.workspace_id = enrollments.workspace_id AND p.id = enrollments.prospect_id);

DROP INDEX enrollments_version;
CREATE INDEX enrollments_version
  ON enrollments (workspace_id, version_id, state, name_key, id, prospect_id);
@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('enrollments', 'enrollments_version', '2000000 2000000 20000 5000 2 1 1');
ANALYZE sqlite_schema;
)@
