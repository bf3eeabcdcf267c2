-- Exports: whole tables, a page at a time in order of the key. The names of the columns are the keys
-- people read: NAME_us becomes the instant NAME, is_NAME a yes or no, NAME_json what it holds.
-- Every statement takes workspace_id, after_id, n, and returns the key first. Partners that are always
-- there are LEFT JOINed too, so that the exported table is read first and in its order.

-- name: export_prospects :many
-- what: People with their companies, owners and open enrollments.
-- param: workspace_id int, after_id int, n int
-- row: prospect_id int, prospect text, email text, external_id text, first_name text, last_name text, title text, company text, company_domain text, role text, phone text, mobile text, linkedin text, country text, region text, city text, zone text, zone_source text, language text, source text, owner text, state text, is_bounced int, channels_shut int, attempts int, last_touch_us int, created_us int, updated_us int, fields_json text
SELECT p.id, COALESCE(p.email, '#' || p.id), p.email, p.external_id, p.first_name, p.last_name,
  p.title, a.name, a.domain, p.role, p.phone, p.mobile, p.linkedin, p.country, p.region, p.city,
  p.zone, p.zone_source, p.language, p.source, u.email, e.state, p.email_bounced, p.channels_shut,
  p.attempts, p.last_touch_us, p.created_us, p.updated_us, p.fields
FROM prospects p
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN users u ON u.workspace_id = p.workspace_id AND u.id = p.owner_id
LEFT JOIN enrollments e ON e.workspace_id = p.workspace_id AND e.prospect_id = p.id
  AND e.state <> 'finished'
WHERE p.workspace_id = :workspace_id AND p.id > :after_id
ORDER BY p.id LIMIT :n;

-- name: export_touches :many
-- what: All touches, planned and made.
-- param: workspace_id int, after_id int, n int
-- row: touch_id int, prospect text, prospect_id int, first_name text, last_name text, company text, enrollment_id int, sequence text, version int, step int, channel text, is_automatic int, state text, due_from_us int, due_until_us int, planned_from_us int, made_at_us int, zone text, outcome text, value_point text, objective text, subject text, message_id text, mailbox text, user text, promise_id int, reasons_json text, note text
SELECT t.id, COALESCE(p.email, '#' || p.id), p.id, p.first_name, p.last_name, a.name,
  t.enrollment_id, s.name, v.version, t.step, t.channel, t.automatic, t.state, t.due_from_us,
  t.due_until_us, t.planned_us, t.made_us, p.zone, t.outcome, t.value_point, t.objective,
  t.subject, t.message_id, m.address, u.email, t.promise_id, t.reasons, t.note
FROM touches t
LEFT JOIN prospects p ON p.workspace_id = t.workspace_id AND p.id = t.prospect_id
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN sequence_versions v ON v.workspace_id = t.workspace_id AND v.id = t.version_id
LEFT JOIN sequences s ON s.workspace_id = v.workspace_id AND s.id = v.sequence_id
LEFT JOIN mailboxes m ON m.workspace_id = t.workspace_id AND m.id = t.mailbox_id
LEFT JOIN users u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
WHERE t.workspace_id = :workspace_id AND t.id > :after_id
ORDER BY t.id LIMIT :n;

-- name: export_ledger :many
-- what: All that happened.
-- param: workspace_id int, after_id int, n int
-- row: ledger_id int, prospect text, prospect_id int, first_name text, last_name text, company text, at_us int, recorded_us int, kind text, channel text, outcome text, touch_id int, enrollment_id int, step int, value_point text, text text, zone text, user text, detail_json text
SELECT l.id, COALESCE(p.email, '#' || p.id), p.id, p.first_name, p.last_name, a.name, l.at_us,
  l.recorded_us, l.kind, l.channel, l.outcome, l.touch_id, l.enrollment_id, l.step, l.value_point,
  l.text, p.zone, u.email, l.detail
FROM ledger l
LEFT JOIN prospects p ON p.workspace_id = l.workspace_id AND p.id = l.prospect_id
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN users u ON u.workspace_id = l.workspace_id AND u.id = l.user_id
WHERE l.workspace_id = :workspace_id AND l.id > :after_id
ORDER BY l.id LIMIT :n;

-- name: export_promises :many
-- what: All promises, kept and not.
-- param: workspace_id int, after_id int, n int
-- row: promise_id int, prospect text, prospect_id int, first_name text, last_name text, company text, channel text, from_us int, until_us int, state text, note text, user text, touch_id int, zone text, created_us int, settled_us int
SELECT r.id, COALESCE(p.email, '#' || p.id), p.id, p.first_name, p.last_name, a.name, r.channel,
  r.from_us, r.until_us, r.state, r.note, u.email, r.touch_id, p.zone, r.created_us, r.settled_us
FROM promises r
LEFT JOIN prospects p ON p.workspace_id = r.workspace_id AND p.id = r.prospect_id
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN users u ON u.workspace_id = r.workspace_id AND u.id = r.user_id
WHERE r.workspace_id = :workspace_id AND r.id > :after_id
ORDER BY r.id LIMIT :n;

-- name: export_replies :many
-- what: All that came in.
-- param: workspace_id int, after_id int, n int
-- row: reply_id int, received_us int, mailbox text, from text, from_name text, prospect text, prospect_id int, touch_id int, subject text, kind text, intent text, confidence real, state text, handled_us int, zone text, user text, new_text text
SELECT r.id, r.received_us, m.address, r.from_address, r.from_name,
  COALESCE(p.email, '#' || p.id), p.id, r.touch_id, r.subject, r.kind, r.intent, r.confidence,
  r.state, r.handled_us, p.zone, u.email, r.new_text
FROM replies r
JOIN mailboxes m ON m.workspace_id = r.workspace_id AND m.id = r.mailbox_id
LEFT JOIN prospects p ON p.workspace_id = r.workspace_id AND p.id = r.prospect_id
LEFT JOIN users u ON u.workspace_id = r.workspace_id AND u.id = r.user_id
WHERE r.workspace_id = :workspace_id AND r.id > :after_id
ORDER BY r.id LIMIT :n;

-- name: export_enrollments :many
-- what: Who went through which sequence, and how it ended.
-- param: workspace_id int, after_id int, n int
-- row: enrollment_id int, prospect text, prospect_id int, first_name text, last_name text, company text, sequence text, version int, state text, finish_reason text, step int, started_us int, finished_us int, answered_us int, paused_until_us int, paused_why text, mailbox text, user text, zone text
SELECT e.id, COALESCE(p.email, '#' || p.id), p.id, p.first_name, p.last_name, a.name, s.name,
  v.version, e.state, e.finish_reason, e.step, e.started_us, e.finished_us, e.answered_us,
  e.paused_until_us, e.paused_why, m.address, u.email, p.zone
FROM enrollments e
LEFT JOIN prospects p ON p.workspace_id = e.workspace_id AND p.id = e.prospect_id
JOIN sequence_versions v ON v.workspace_id = e.workspace_id AND v.id = e.version_id
JOIN sequences s ON s.workspace_id = v.workspace_id AND s.id = v.sequence_id
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN mailboxes m ON m.workspace_id = e.workspace_id AND m.id = e.mailbox_id
LEFT JOIN users u ON u.workspace_id = e.workspace_id AND u.id = e.user_id
WHERE e.workspace_id = :workspace_id AND e.id > :after_id
ORDER BY e.id LIMIT :n;
