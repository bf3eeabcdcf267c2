-- Tokens of the REST API.

-- name: token_insert :one
-- what: A new token. Only its hash is stored.
-- param: workspace_id int, user_id int, name text, hint text, token_hash text, read_only int, created_us int, expires_us int
-- row: id int
INSERT INTO api_tokens (workspace_id, user_id, name, hint, token_hash, read_only, created_us, expires_us)
VALUES (:workspace_id, :user_id, :name, :hint, :token_hash, :read_only, :created_us, :expires_us)
RETURNING id;

-- name: token_by_hash :one
-- what: The token with this hash, with its user.
-- param: workspace_id int, token_hash text
-- row: id int, user_id int, read_only int, expires_us int, last_used_us int, revoked_us int, email text, role text, is_active int
SELECT t.id, t.user_id, t.read_only, t.expires_us, t.last_used_us, t.revoked_us, u.email, u.role, u.is_active
FROM api_tokens t JOIN users u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
WHERE t.workspace_id = :workspace_id AND t.token_hash = :token_hash;

-- name: token_get :one
-- what: One token by its number.
-- param: workspace_id int, id int
-- row: id int, user_id int, name text, revoked_us int
SELECT id, user_id, name, revoked_us FROM api_tokens WHERE workspace_id = :workspace_id AND id = :id;

-- name: token_list :many
-- what: The tokens of a workspace, newest first, with their users.
-- param: workspace_id int
-- row: id int, user_id int, name text, hint text, read_only int, created_us int, expires_us int, last_used_us int, revoked_us int, email text
-- scan: a team's few tokens
SELECT t.id, t.user_id, t.name, t.hint, t.read_only, t.created_us, t.expires_us, t.last_used_us, t.revoked_us, u.email
FROM api_tokens t JOIN users u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
WHERE t.workspace_id = :workspace_id ORDER BY t.id DESC;

-- name: token_count_live :one
-- what: How many tokens of a user are neither revoked nor expired.
-- param: workspace_id int, user_id int, now_us int
-- row: n int
-- scan: a team's few tokens
SELECT COUNT(*) AS n FROM api_tokens
WHERE workspace_id = :workspace_id AND user_id = :user_id AND revoked_us IS NULL
  AND (expires_us IS NULL OR expires_us > :now_us);

-- name: token_revoke :exec
-- what: A token ends now; 0 rows when it had ended already.
-- param: now_us int, workspace_id int, id int
UPDATE api_tokens SET revoked_us = :now_us
WHERE workspace_id = :workspace_id AND id = :id AND revoked_us IS NULL;

-- name: token_note_use :exec
-- what: When a token was used last.
-- param: now_us int, workspace_id int, id int
UPDATE api_tokens SET last_used_us = :now_us WHERE workspace_id = :workspace_id AND id = :id;

-- name: token_forget_old :exec
-- what: Tokens that ended before a moment are no longer listed.
-- param: workspace_id int, before_us int
-- scan: a team's few tokens, when one more is made
DELETE FROM api_tokens
WHERE workspace_id = :workspace_id AND (revoked_us < :before_us OR expires_us < :before_us);

-- name: answer_begin :exec
-- what: A request with a key begins; 0 rows when the key is known already.
-- param: workspace_id int, token_id int, idempotency_key text, fingerprint text, created_us int
INSERT INTO api_answers (workspace_id, token_id, idempotency_key, fingerprint, status, findings, created_us)
VALUES (:workspace_id, :token_id, :idempotency_key, :fingerprint, 0, 0, :created_us)
ON CONFLICT (workspace_id, token_id, idempotency_key) DO NOTHING;

-- name: answer_get :one
-- what: What a key was answered.
-- param: workspace_id int, token_id int, idempotency_key text
-- row: fingerprint text, status int, findings int, body text
SELECT fingerprint, status, findings, body FROM api_answers
WHERE workspace_id = :workspace_id AND token_id = :token_id AND idempotency_key = :idempotency_key;

-- name: answer_count :one
-- what: How many keys of a token are remembered.
-- param: workspace_id int, token_id int
-- row: n int
SELECT COUNT(*) AS n FROM api_answers WHERE workspace_id = :workspace_id AND token_id = :token_id;

-- name: answer_end :exec
-- what: What the request came to.
-- param: status int, findings int, body text, workspace_id int, token_id int, idempotency_key text
UPDATE api_answers SET status = :status, findings = :findings, body = :body
WHERE workspace_id = :workspace_id AND token_id = :token_id AND idempotency_key = :idempotency_key;

-- name: answer_forget :exec
-- what: The request came to nothing: its key may be used again.
-- param: workspace_id int, token_id int, idempotency_key text
DELETE FROM api_answers
WHERE workspace_id = :workspace_id AND token_id = :token_id AND idempotency_key = :idempotency_key;

-- name: answer_forget_old :exec
-- what: Keys that are older than a day are forgotten.
-- param: workspace_id int, before_us int
DELETE FROM api_answers WHERE workspace_id = :workspace_id AND created_us < :before_us;
