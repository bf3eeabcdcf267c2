-- What people corrected in the reading of replies: the workspace's own lessons (mail/intent_taught.h).
-- One of each reply; text: its new text as it was read, cut. lesson_changes: how often they changed.

ALTER TABLE workspaces ADD COLUMN lesson_changes @int@;

CREATE TABLE intent_lessons (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  reply_id @int@ NOT NULL,
  user_id @int@ NOT NULL,
  intent @text@ NOT NULL,
  was @text@ NOT NULL,
  text @text@ NOT NULL,
  taught_us @int@ NOT NULL,
  UNIQUE (workspace_id, reply_id)
@end_of_table(workspace_id, id)@;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('intent_lessons', 'sqlite_autoindex_intent_lessons_1', '5000 5000 1');
ANALYZE sqlite_schema;
)@
