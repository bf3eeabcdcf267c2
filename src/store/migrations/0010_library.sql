-- What there is to say: value points, and the assets that show them. A key is what steps and touches name.
-- persona: words of a title or a role, with commas between; '' is everybody. stage: see core/value_point.h; '' is any.
-- language: '' is any. retired_us: nobody new hears it; history keeps its name.

CREATE TABLE value_points (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  key @text@ NOT NULL,
  title @text@ NOT NULL,
  says @text@ NOT NULL,
  persona @text@ NOT NULL,
  stage @text@ NOT NULL,
  objective @text@ NOT NULL,
  language @text@ NOT NULL,
  created_us @int@ NOT NULL,
  retired_us @int@,
  UNIQUE (workspace_id, key)
@end_of_table(workspace_id, id)@;

-- value_point: the key of what it shows, '' when it shows nothing in particular.
CREATE TABLE assets (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  key @text@ NOT NULL,
  title @text@ NOT NULL,
  url @text@ NOT NULL,
  kind @text@ NOT NULL,
  language @text@ NOT NULL,
  value_point @text@ NOT NULL,
  created_us @int@ NOT NULL,
  UNIQUE (workspace_id, key)
@end_of_table(workspace_id, id)@;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('value_points', 'sqlite_autoindex_value_points_1', '5000 5000 1'),
  ('assets', 'sqlite_autoindex_assets_1', '5000 5000 1');
ANALYZE sqlite_schema;
)@
