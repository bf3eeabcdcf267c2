-- Links in mail that lead through Seventh, where the workspace chose to know whether they are followed.
-- clicks: by people; scans: by programs that look before a person does.

ALTER TABLE workspaces ADD COLUMN track_clicks @int@ NOT NULL DEFAULT 0;

CREATE TABLE mail_links (
  workspace_id @int@ NOT NULL,
  touch_id @int@ NOT NULL,
  n @int@ NOT NULL,
  url @text@ NOT NULL,
  clicks @int@ NOT NULL,
  scans @int@ NOT NULL,
  last_us @int@,
  @references(touch_id, touches)@
@end_keyed(workspace_id, touch_id, n)@;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('mail_links', 'mail_links', '1000000 1000000 3 1');
ANALYZE sqlite_schema;
)@
