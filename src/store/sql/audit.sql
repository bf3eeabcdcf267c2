-- What the audit reads of a workspace: everybody, and all that was done. Like the exports, page by page.

-- name: audit_prospects :many
-- what: Everybody, as leads.
-- param: workspace_id int, after_id int, n int
-- row: id int, email text, first_name text, last_name text, company text, account_id int, phone text, mobile text, linkedin text, zone text, source text, owner text, channels_shut int, fields text, created_us int
SELECT p.id, p.email, p.first_name, p.last_name, a.name, p.account_id, p.phone, p.mobile,
  p.linkedin, p.zone, p.source, u.email, p.channels_shut, p.fields, p.created_us
FROM prospects p
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN users u ON u.workspace_id = p.workspace_id AND u.id = p.owner_id
WHERE p.workspace_id = :workspace_id AND p.id > :after_id
ORDER BY p.id LIMIT :n;

-- name: audit_touches :many
-- what: All touches that were made.
-- param: workspace_id int, after_id int, n int
-- row: id int, prospect_id int, user text, channel text, is_automatic int, made_us int, outcome text, subject text, body text
SELECT t.id, t.prospect_id, u.email, t.channel, t.automatic, t.made_us, t.outcome, t.subject, t.body
FROM touches t
LEFT JOIN users u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
WHERE t.workspace_id = :workspace_id AND t.id > :after_id AND t.made_us IS NOT NULL
ORDER BY t.id LIMIT :n;

-- name: audit_replies :many
-- what: All that came in from people who are known.
-- param: workspace_id int, after_id int, n int
-- row: id int, prospect_id int, user text, received_us int, kind text, intent text, new_text text
SELECT r.id, r.prospect_id, u.email, r.received_us, r.kind, r.intent, r.new_text
FROM replies r
LEFT JOIN users u ON u.workspace_id = r.workspace_id AND u.id = r.user_id
WHERE r.workspace_id = :workspace_id AND r.id > :after_id AND r.prospect_id IS NOT NULL
ORDER BY r.id LIMIT :n;

-- name: audit_promises :many
-- what: All promises that stand or were settled.
-- param: workspace_id int, after_id int, n int
-- row: id int, prospect_id int, user text, until_us int, note text, created_us int
SELECT r.id, r.prospect_id, u.email, r.until_us, r.note, r.created_us
FROM promises r
LEFT JOIN users u ON u.workspace_id = r.workspace_id AND u.id = r.user_id
WHERE r.workspace_id = :workspace_id AND r.id > :after_id
  AND r.state IN ('open', 'kept', 'broken')
ORDER BY r.id LIMIT :n;
