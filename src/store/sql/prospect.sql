-- Prospects, accounts, suppressions.

-- name: prospect_get :one
-- what: Everything of one person, with the company's name and the owner's.
-- param: workspace_id int, id int
-- row: id int, account_id int, owner_id int, email text, external_id text, first_name text, last_name text, title text, role text, phone text, mobile text, linkedin text, country text, region text, city text, zone text, zone_source text, language text, source text, fields text, email_bounced int, phone_wrong int, channels_shut int, attempts int, last_touch_us int, created_us int, updated_us int, company text, company_domain text, owner_name text, owner_email text, away_until_us int
SELECT p.id, p.account_id, p.owner_id, p.email, p.external_id, p.first_name, p.last_name, p.title,
  p.role, p.phone, p.mobile, p.linkedin, p.country, p.region, p.city, p.zone, p.zone_source,
  p.language, p.source, p.fields, p.email_bounced, p.phone_wrong, p.channels_shut, p.attempts,
  p.last_touch_us, p.created_us, p.updated_us, a.name, a.domain, u.name, u.email, p.away_until_us
FROM prospects p
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN users u ON u.workspace_id = p.workspace_id AND u.id = p.owner_id
WHERE p.workspace_id = :workspace_id AND p.id = :id;

-- name: prospect_id_by_email :one
-- what: A person by address, folded to lower case.
-- param: workspace_id int, email_key text
-- row: id int
SELECT id FROM prospects WHERE workspace_id = :workspace_id AND email_key = :email_key;

-- name: prospect_id_by_external :one
-- what: A person by the id another system gave.
-- param: workspace_id int, external_id text
-- row: id int
SELECT id FROM prospects WHERE workspace_id = :workspace_id AND external_id = :external_id;

-- name: prospect_ids_after :many
-- what: All people of a workspace in order of their ids, a page at a time.
-- param: workspace_id int, after_id int, n int
-- row: id int
SELECT id FROM prospects WHERE workspace_id = :workspace_id AND id > :after_id
ORDER BY id LIMIT :n;

-- name: prospect_note_touch :exec
-- what: One more attempt was made.
-- param: at_us int, workspace_id int, id int
UPDATE prospects
SET attempts = attempts + 1,
    last_touch_us = CASE WHEN last_touch_us IS NULL OR last_touch_us < :at_us
                         THEN :at_us ELSE last_touch_us END
WHERE workspace_id = :workspace_id AND id = :id;

-- name: prospect_set_bounced :exec
-- what: Marks or clears the address as not reachable.
-- param: email_bounced int, updated_us int, workspace_id int, id int
UPDATE prospects SET email_bounced = :email_bounced, updated_us = :updated_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: prospect_set_phone_wrong :exec
-- what: Marks or clears the phone number as somebody else's.
-- param: phone_wrong int, updated_us int, workspace_id int, id int
UPDATE prospects SET phone_wrong = :phone_wrong, updated_us = :updated_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: prospect_set_shut :exec
-- what: Which channels the person opted out of; -1 is all of them.
-- param: channels_shut int, updated_us int, workspace_id int, id int
UPDATE prospects SET channels_shut = :channels_shut, updated_us = :updated_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: prospect_set_away :exec
-- what: Out of office: nothing is planned for the person before.
-- param: away_until_us int, workspace_id int, id int
UPDATE prospects SET away_until_us = :away_until_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: suppression_of :many
-- what: The entries that concern an address, its domain or its numbers.
-- param: workspace_id int, email_key text, domain_key text, phone text, mobile text
-- row: kind text, value_key text, channel text, reason text
SELECT kind, value_key, channel, reason FROM suppressions
WHERE workspace_id = :workspace_id AND kind = 'email' AND value_key = :email_key
UNION ALL
SELECT kind, value_key, channel, reason FROM suppressions
WHERE workspace_id = :workspace_id AND kind = 'domain' AND value_key = :domain_key
UNION ALL
SELECT kind, value_key, channel, reason FROM suppressions
WHERE workspace_id = :workspace_id AND kind = 'phone' AND value_key = :phone
UNION ALL
SELECT kind, value_key, channel, reason FROM suppressions
WHERE workspace_id = :workspace_id AND kind = 'phone' AND value_key = :mobile;

-- name: suppression_add :exec
-- what: Shuts a door; changes 0 rows when it is shut already.
-- param: workspace_id int, kind text, value_key text, channel text, reason text, created_us int
INSERT INTO suppressions (workspace_id, kind, value_key, channel, reason, created_us)
VALUES (:workspace_id, :kind, :value_key, :channel, :reason, :created_us)
ON CONFLICT (workspace_id, kind, value_key, channel) DO NOTHING;

-- name: suppression_remove :exec
-- what: Takes an entry back.
-- param: workspace_id int, kind text, value_key text, channel text
DELETE FROM suppressions
WHERE workspace_id = :workspace_id AND kind = :kind AND value_key = :value_key
  AND channel = :channel;

-- name: suppression_list :many
-- what: The entries in order, a page at a time.
-- param: workspace_id int, after_kind text, after_value text, after_channel text, n int
-- row: kind text, value_key text, channel text, reason text, created_us int
SELECT kind, value_key, channel, reason, created_us FROM suppressions
WHERE workspace_id = :workspace_id
  AND (kind, value_key, channel) > (:after_kind, :after_value, :after_channel)
ORDER BY kind, value_key, channel LIMIT :n;

-- name: prospect_unnote_touch :exec
-- what: An attempt was taken back.
-- param: workspace_id int, id int
UPDATE prospects SET attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END
WHERE workspace_id = :workspace_id AND id = :id;
