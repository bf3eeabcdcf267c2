-- Tokens of the REST API (app/token.h). Only a token's hash is kept, and its first characters to tell it by.

CREATE TABLE api_tokens (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  user_id @int@ NOT NULL,
  name @text@ NOT NULL,
  hint @text@ NOT NULL,
  token_hash @text@ NOT NULL,
  read_only @int@ NOT NULL,
  created_us @int@ NOT NULL,
  expires_us @int@,
  last_used_us @int@,
  revoked_us @int@,
  UNIQUE (workspace_id, token_hash)
@end_of_table(workspace_id, id)@;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('api_tokens', 'sqlite_autoindex_api_tokens_1', '2000 2000 1');
ANALYZE sqlite_schema;
)@
