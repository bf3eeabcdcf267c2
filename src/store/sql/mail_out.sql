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

-- name: oauth_client_put :exec
-- what: The workspace's client at a provider, new or changed.
-- param: workspace_id int, provider text, authorize_url text, token_url text, scope text, client_id text, secret_sealed blob, created_us int
INSERT INTO oauth_clients (workspace_id, provider, authorize_url, token_url, scope, client_id,
                           secret_sealed, created_us)
VALUES (:workspace_id, :provider, :authorize_url, :token_url, :scope, :client_id, :secret_sealed,
        :created_us)
ON CONFLICT (workspace_id, provider) DO UPDATE
SET authorize_url = excluded.authorize_url, token_url = excluded.token_url, scope = excluded.scope,
    client_id = excluded.client_id, secret_sealed = excluded.secret_sealed;

-- name: oauth_client_get :one
-- what: The workspace's client at a provider.
-- param: workspace_id int, provider text
-- row: authorize_url text, token_url text, scope text, client_id text, secret_sealed blob
SELECT authorize_url, token_url, scope, client_id, secret_sealed FROM oauth_clients
WHERE workspace_id = :workspace_id AND provider = :provider;

-- name: oauth_client_list :many
-- what: All clients, without their secrets.
-- param: workspace_id int
-- row: provider text, authorize_url text, token_url text, scope text, client_id text
-- scan: a few providers
SELECT provider, authorize_url, token_url, scope, client_id FROM oauth_clients
WHERE workspace_id = :workspace_id ORDER BY provider;

-- name: oauth_client_remove :exec
-- what: Forgets a client.
-- param: workspace_id int, provider text
DELETE FROM oauth_clients WHERE workspace_id = :workspace_id AND provider = :provider;

-- name: mailbox_oauth_put :exec
-- what: A mailbox signs in by OAuth2; tokens it had are forgotten.
-- param: workspace_id int, mailbox_id int, provider text
INSERT INTO mailbox_oauth (workspace_id, mailbox_id, provider)
VALUES (:workspace_id, :mailbox_id, :provider)
ON CONFLICT (workspace_id, mailbox_id) DO UPDATE
SET provider = excluded.provider, refresh_sealed = NULL, access_sealed = NULL,
    access_until_us = NULL;

-- name: mailbox_oauth_tokens :exec
-- what: Tokens as they came.
-- param: refresh_sealed blob, access_sealed blob, access_until_us int, workspace_id int, mailbox_id int
UPDATE mailbox_oauth SET refresh_sealed = :refresh_sealed, access_sealed = :access_sealed,
  access_until_us = :access_until_us
WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id;

-- name: mailbox_oauth_stale :exec
-- what: The access token is not taken any more: the next sign-in asks for another.
-- param: workspace_id int, mailbox_id int
UPDATE mailbox_oauth SET access_until_us = NULL
WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id;

-- name: mailbox_oauth_get :one
-- what: How a mailbox signs in by OAuth2.
-- param: workspace_id int, mailbox_id int
-- row: provider text, refresh_sealed blob, access_sealed blob, access_until_us int
SELECT provider, refresh_sealed, access_sealed, access_until_us FROM mailbox_oauth
WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id;

-- name: mailbox_oauth_remove :exec
-- what: The mailbox has a password again.
-- param: workspace_id int, mailbox_id int
DELETE FROM mailbox_oauth WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id;

-- name: mailbox_copies_get :one
-- what: Whether and where a mailbox keeps copies of what it sent.
-- param: workspace_id int, id int
-- row: sent_copy text, sent_folder text, smtp_url text, imap_url text
SELECT sent_copy, sent_folder, smtp_url, imap_url FROM mailboxes
WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_copies_set :exec
-- what: Changes that.
-- param: sent_copy text, sent_folder text, workspace_id int, id int
UPDATE mailboxes SET sent_copy = :sent_copy, sent_folder = :sent_folder
WHERE workspace_id = :workspace_id AND id = :id;

-- name: sent_copy_add :exec
-- what: A mail left and its copy is wanted.
-- param: workspace_id int, mailbox_id int, touch_id int
INSERT INTO sent_copies (workspace_id, mailbox_id, touch_id)
VALUES (:workspace_id, :mailbox_id, :touch_id) ON CONFLICT DO NOTHING;

-- name: sent_copy_next :many
-- what: The oldest mails of a mailbox whose copies are not there yet.
-- param: workspace_id int, mailbox_id int, n int
-- row: touch_id int, message_id text, message blob, files int, sent_us int
SELECT c.touch_id, t.message_id, m.message, m.files, o.updated_us
FROM sent_copies c
JOIN outbox o ON o.workspace_id = c.workspace_id AND o.touch_id = c.touch_id
JOIN outbox_messages m ON m.workspace_id = c.workspace_id AND m.touch_id = c.touch_id
JOIN touches t ON t.workspace_id = c.workspace_id AND t.id = c.touch_id
WHERE c.workspace_id = :workspace_id AND c.mailbox_id = :mailbox_id
ORDER BY c.touch_id LIMIT :n;

-- name: sent_copy_done :exec
-- what: The copy is there.
-- param: workspace_id int, mailbox_id int, touch_id int
DELETE FROM sent_copies
WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id AND touch_id = :touch_id;

-- name: follow_get :one
-- what: Whether links in mail lead through Seventh, and where that is.
-- param: id int
-- row: track_clicks int, public_url text
SELECT track_clicks, public_url FROM workspaces WHERE id = :id;

-- name: follow_set :exec
-- what: Changes that.
-- param: track_clicks int, id int
UPDATE workspaces SET track_clicks = :track_clicks WHERE id = :id;

-- name: mail_link_add :exec
-- what: What a link of a mail said before it led through Seventh.
-- param: workspace_id int, touch_id int, n int, url text
INSERT INTO mail_links (workspace_id, touch_id, n, url, clicks, scans)
VALUES (:workspace_id, :touch_id, :n, :url, 0, 0);

-- name: mail_link_get :one
-- what: One link of a mail by the mail's Message-ID; other_us: when another of its links was last followed.
-- param: n int, workspace_id int, message_id text
-- row: touch_id int, url text, clicks int, made_us int, other_us int
SELECT l.touch_id, l.url, l.clicks, t.made_us,
  (SELECT MAX(o.last_us) FROM mail_links o
   WHERE o.workspace_id = l.workspace_id AND o.touch_id = l.touch_id AND o.n <> l.n)
FROM touches t
JOIN mail_links l ON l.workspace_id = t.workspace_id AND l.touch_id = t.id AND l.n = :n
WHERE t.workspace_id = :workspace_id AND t.message_id = :message_id;

-- name: mail_link_count :exec
-- what: A link was followed.
-- param: clicks int, scans int, last_us int, workspace_id int, touch_id int, n int
UPDATE mail_links SET clicks = clicks + :clicks, scans = scans + :scans, last_us = :last_us
WHERE workspace_id = :workspace_id AND touch_id = :touch_id AND n = :n;

-- name: mail_link_list :many
-- what: The links of a mail and how often they were followed.
-- param: workspace_id int, touch_id int
-- row: url text, clicks int, scans int
SELECT url, clicks, scans FROM mail_links
WHERE workspace_id = :workspace_id AND touch_id = :touch_id ORDER BY n;
