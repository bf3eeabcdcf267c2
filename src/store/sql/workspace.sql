-- Workspaces, users, sessions, leases.

-- name: workspace_insert :one
-- what: A new workspace.
-- param: name text, zone text, ruleset text, postal_address text, is_demo int, created_us int
-- row: id int
INSERT INTO workspaces (name, zone, ruleset, postal_address, sending_paused, is_demo, created_us)
VALUES (:name, :zone, :ruleset, :postal_address, 0, :is_demo, :created_us)
RETURNING id;

-- name: workspace_first :one
-- what: The oldest workspace: the one a single-team installation works in.
-- row: id int
-- scan: reads the first row of the key only
SELECT id FROM workspaces ORDER BY id LIMIT 1;

-- name: workspace_get :one
-- what: One workspace.
-- param: id int
-- row: id int, name text, zone text, ruleset text, postal_address text, sending_paused int, is_demo int
SELECT id, name, zone, ruleset, postal_address, sending_paused, is_demo
FROM workspaces WHERE id = :id;

-- name: workspace_update :exec
-- what: Changes what an admin may change.
-- param: name text, zone text, ruleset text, postal_address text, sending_paused int, id int
UPDATE workspaces
SET name = :name, zone = :zone, ruleset = :ruleset, postal_address = :postal_address,
    sending_paused = :sending_paused
WHERE id = :id;

-- name: user_insert :one
-- what: A new user.
-- param: workspace_id int, email text, name text, role text, zone text, password_hash text, created_us int
-- row: id int
INSERT INTO users (workspace_id, email, name, role, zone, password_hash, is_active, created_us)
VALUES (:workspace_id, :email, :name, :role, :zone, :password_hash, 1, :created_us)
RETURNING id;

-- name: user_by_email :one
-- what: A user by address (lower case).
-- param: workspace_id int, email text
-- row: id int, email text, name text, role text, zone text, password_hash text, is_active int
SELECT id, email, name, role, zone, password_hash, is_active
FROM users WHERE workspace_id = :workspace_id AND email = :email;

-- name: user_get :one
-- what: A user by id.
-- param: workspace_id int, id int
-- row: id int, email text, name text, role text, zone text, is_active int
SELECT id, email, name, role, zone, is_active
FROM users WHERE workspace_id = :workspace_id AND id = :id;

-- name: user_list :many
-- what: All users of a workspace, by name.
-- param: workspace_id int
-- row: id int, email text, name text, role text, zone text, is_active int
-- scan: a page shows them all
SELECT id, email, name, role, zone, is_active
FROM users WHERE workspace_id = :workspace_id ORDER BY name, id;

-- name: user_update :exec
-- what: Changes a user's name, role, zone or activity.
-- param: name text, role text, zone text, is_active int, workspace_id int, id int
UPDATE users SET name = :name, role = :role, zone = :zone, is_active = :is_active
WHERE workspace_id = :workspace_id AND id = :id;

-- name: user_set_password :exec
-- what: Sets a user's password hash.
-- param: password_hash text, workspace_id int, id int
UPDATE users SET password_hash = :password_hash WHERE workspace_id = :workspace_id AND id = :id;

-- name: session_insert :exec
-- what: A signed-in browser. Only the hash of its token is stored.
-- param: workspace_id int, token_hash text, user_id int, csrf text, created_us int, expires_us int
INSERT INTO web_sessions (workspace_id, token_hash, user_id, csrf, created_us, expires_us)
VALUES (:workspace_id, :token_hash, :user_id, :csrf, :created_us, :expires_us);

-- name: session_get :one
-- what: The session of a token, with its user.
-- param: workspace_id int, token_hash text, now_us int
-- row: user_id int, csrf text, expires_us int, email text, name text, role text, zone text
SELECT s.user_id, s.csrf, s.expires_us, u.email, u.name, u.role, u.zone
FROM web_sessions s JOIN users u ON u.workspace_id = s.workspace_id AND u.id = s.user_id
WHERE s.workspace_id = :workspace_id AND s.token_hash = :token_hash AND s.expires_us > :now_us
  AND u.is_active = 1;

-- name: session_delete :exec
-- what: Signs one browser out.
-- param: workspace_id int, token_hash text
DELETE FROM web_sessions WHERE workspace_id = :workspace_id AND token_hash = :token_hash;

-- name: session_delete_of_user :exec
-- what: Signs a user out everywhere, after a change of password.
-- param: workspace_id int, user_id int
-- scan: at most a few sessions a user, on a rare event
DELETE FROM web_sessions WHERE workspace_id = :workspace_id AND user_id = :user_id;

-- name: session_delete_expired :exec
-- what: Forgets sessions that ran out.
-- param: workspace_id int, now_us int
-- scan: once a day, over a small table
DELETE FROM web_sessions WHERE workspace_id = :workspace_id AND expires_us <= :now_us;

-- name: sign_in_failure_get :one
-- what: How often a sign-in failed lately, and until when to refuse the next.
-- param: workspace_id int, email text
-- row: failures int, until_us int
SELECT failures, until_us FROM sign_in_failures
WHERE workspace_id = :workspace_id AND email = :email;

-- name: sign_in_failure_set :exec
-- what: Notes one more failure.
-- param: workspace_id int, email text, failures int, until_us int
INSERT INTO sign_in_failures (workspace_id, email, failures, until_us)
VALUES (:workspace_id, :email, :failures, :until_us)
ON CONFLICT (workspace_id, email) DO UPDATE
SET failures = excluded.failures, until_us = excluded.until_us;

-- name: sign_in_failure_clear :exec
-- what: A right password forgives the wrong ones.
-- param: workspace_id int, email text
DELETE FROM sign_in_failures WHERE workspace_id = :workspace_id AND email = :email;

-- name: lease_take :exec
-- what: Takes or renews a lease unless another holder's still runs; changes 0 rows then.
-- param: name text, holder int, until_us int, now_us int
INSERT INTO leases (name, holder, until_us) VALUES (:name, :holder, :until_us)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_us = excluded.until_us
WHERE leases.holder = excluded.holder OR leases.until_us <= :now_us;

-- name: lease_release :exec
-- what: Gives a lease back before its time, so that the next holder need not wait for it to lapse.
-- param: name text, holder int
DELETE FROM leases WHERE name = :name AND holder = :holder;

-- name: user_first :one
-- what: The oldest user of a workspace, who stands in where nobody else is named.
-- param: workspace_id int
-- row: id int, email text, name text, zone text
-- scan: a team of users
SELECT id, email, name, zone FROM users WHERE workspace_id = :workspace_id ORDER BY id LIMIT 1;

-- name: user_any_password :one
-- what: Somebody who can sign in.
-- param: workspace_id int
-- row: id int
-- scan: a team of users
SELECT id FROM users
WHERE workspace_id = :workspace_id AND password_hash IS NOT NULL AND is_active = 1 LIMIT 1;
