-- What goes with outgoing mail: the workspace's letterhead.

-- name: letterhead_get :one
-- what: What stands below every mail, and where its links lead.
-- param: id int
-- row: name text, postal_address text, public_url text
SELECT name, postal_address, public_url FROM workspaces WHERE id = :id;

-- name: letterhead_set_url :exec
-- what: Where people outside reach Seventh.
-- param: public_url text, id int
UPDATE workspaces SET public_url = :public_url WHERE id = :id;

-- name: dkim_insert :exec
-- what: A new key, not yet signing.
-- param: workspace_id int, domain text, selector text, private_sealed blob, record text, created_us int
INSERT INTO dkim_keys (workspace_id, domain, selector, private_sealed, record, is_active, created_us)
VALUES (:workspace_id, :domain, :selector, :private_sealed, :record, 0, :created_us);

-- name: dkim_list :many
-- what: All keys, without their private halves.
-- param: workspace_id int
-- row: domain text, selector text, record text, is_active int, created_us int
-- scan: a key or two a domain
SELECT domain, selector, record, is_active, created_us FROM dkim_keys
WHERE workspace_id = :workspace_id ORDER BY domain, selector;

-- name: dkim_get :one
-- what: One key, without its private half.
-- param: workspace_id int, domain text, selector text
-- row: record text, is_active int
SELECT record, is_active FROM dkim_keys
WHERE workspace_id = :workspace_id AND domain = :domain AND selector = :selector;

-- name: dkim_active :one
-- what: The key that signs for a domain.
-- param: workspace_id int, domain text
-- row: selector text, private_sealed blob
SELECT selector, private_sealed FROM dkim_keys
WHERE workspace_id = :workspace_id AND domain = :domain AND is_active = 1;

-- name: dkim_set_active :exec
-- what: Of a domain's keys only this one signs; '' is none.
-- param: selector text, workspace_id int, domain text
UPDATE dkim_keys SET is_active = CASE WHEN selector = :selector THEN 1 ELSE 0 END
WHERE workspace_id = :workspace_id AND domain = :domain;

-- name: dkim_remove :exec
-- what: Forgets a key that does not sign.
-- param: workspace_id int, domain text, selector text
DELETE FROM dkim_keys
WHERE workspace_id = :workspace_id AND domain = :domain AND selector = :selector AND is_active = 0;
