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
