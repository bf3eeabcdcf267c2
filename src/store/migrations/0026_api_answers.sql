-- What requests with an Idempotency-Key were answered (app/once.h). status: 0 while one is under way.

CREATE TABLE api_answers (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  token_id @int@ NOT NULL,
  idempotency_key @text@ NOT NULL,
  fingerprint @text@ NOT NULL,
  status @int@ NOT NULL,
  findings @int@ NOT NULL,
  body @text@,
  created_us @int@ NOT NULL,
  UNIQUE (workspace_id, token_id, idempotency_key)
@end_of_table(workspace_id, id)@;
CREATE INDEX api_answers_age ON api_answers (workspace_id, created_us);

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('api_answers', 'sqlite_autoindex_api_answers_1', '100000 100000 2000 1'),
  ('api_answers', 'api_answers_age', '100000 100000 1');
ANALYZE sqlite_schema;
)@
