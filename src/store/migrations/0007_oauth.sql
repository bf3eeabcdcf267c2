-- Signing in to mailboxes by OAuth2 (RFC 6749). Secrets and tokens are sealed with the key kept outside the database.

-- The workspace's own client at a provider: 'google', 'microsoft', or the provider's https address.
CREATE TABLE oauth_clients (
  workspace_id @int@ NOT NULL,
  provider @text@ NOT NULL,
  authorize_url @text@ NOT NULL,
  token_url @text@ NOT NULL,
  scope @text@ NOT NULL,
  client_id @text@ NOT NULL,
  secret_sealed @blob@,
  created_us @int@ NOT NULL
@end_keyed(workspace_id, provider)@;

-- A mailbox with a row here has no password. Without refresh_sealed nobody has signed in (or must again).
CREATE TABLE mailbox_oauth (
  workspace_id @int@ NOT NULL,
  mailbox_id @int@ NOT NULL,
  provider @text@ NOT NULL,
  refresh_sealed @blob@,
  access_sealed @blob@,
  access_until_us @int@,
  @references(mailbox_id, mailboxes)@
@end_keyed(workspace_id, mailbox_id)@;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('oauth_clients', 'oauth_clients', '100 100 1'),
  ('mailbox_oauth', 'mailbox_oauth', '1000 1000 1');
ANALYZE sqlite_schema;
)@
