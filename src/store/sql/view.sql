-- What the pages read: the day of a rep, a person, counts. Every list walks an index in order.

-- name: today_tasks :many
-- what: A user's open tasks of one priority with what ranks them, earliest first.
-- param: workspace_id int, user_id int, priority int, until_us int, n int
-- row: id int, prospect_id int, channel text, planned_us int, due_from_us int, due_until_us int, attempts int, engaged int
SELECT t.id, t.prospect_id, t.channel, t.planned_us, t.due_from_us, t.due_until_us, p.attempts,
  CASE WHEN EXISTS (SELECT 1 FROM enrollments e
                    WHERE e.workspace_id = t.workspace_id AND e.prospect_id = t.prospect_id
                      AND e.answered_us IS NOT NULL) THEN 1 ELSE 0 END AS engaged
FROM touches t
JOIN prospects p ON p.workspace_id = t.workspace_id AND p.id = t.prospect_id
WHERE t.workspace_id = :workspace_id AND t.user_id = :user_id AND t.priority = :priority
  AND t.due_from_us <= :until_us AND t.state = 'task'
ORDER BY t.due_from_us, t.id LIMIT :n;

-- name: touch_done_count :one
-- what: How many touches a user made by hand since an instant, counted to a cap.
-- param: workspace_id int, user_id int, since_us int, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM touches
  WHERE workspace_id = :workspace_id AND user_id = :user_id AND made_us >= :since_us
    AND state = 'made' AND automatic = 0
  LIMIT :cap) AS counted;

-- name: touch_held_counts :one
-- what: How many touches are held and how many in doubt, among the oldest :n.
-- param: workspace_id int, n int
-- row: held int, in_doubt int
-- scan: the first :n of an index that holds only those
SELECT COALESCE(SUM(CASE WHEN state = 'held' THEN 1 ELSE 0 END), 0) AS held,
  COALESCE(SUM(CASE WHEN state = 'in_doubt' THEN 1 ELSE 0 END), 0) AS in_doubt
FROM (SELECT state FROM touches
      WHERE workspace_id = :workspace_id AND state IN ('held', 'in_doubt')
      ORDER BY id LIMIT :n) AS counted;

-- name: promise_count_of_user :one
-- what: How many open promises of a user begin within a span, counted to a cap.
-- param: workspace_id int, user_id int, from_us int, until_us int, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM promises
  WHERE workspace_id = :workspace_id AND user_id = :user_id AND from_us >= :from_us
    AND from_us < :until_us AND state = 'open'
  LIMIT :cap) AS counted;

-- name: promise_rates :many
-- what: How each user's promises for a time since an instant came out.
-- param: workspace_id int, since_us int
-- row: user_id int, name text, email text, is_active int, kept int, broken int, open_n int
-- scan: the users of a workspace, each with their own promises
SELECT u.id, u.name, u.email, u.is_active,
  SUM(CASE WHEN p.state = 'kept' THEN 1 ELSE 0 END),
  SUM(CASE WHEN p.state = 'broken' THEN 1 ELSE 0 END),
  SUM(CASE WHEN p.state = 'open' THEN 1 ELSE 0 END)
FROM users u
LEFT JOIN promises p
  ON p.workspace_id = u.workspace_id AND p.user_id = u.id AND p.from_us >= :since_us
WHERE u.workspace_id = :workspace_id
GROUP BY u.id, u.name, u.email, u.is_active
ORDER BY u.name, u.id;

-- name: reply_open_count_of :one
-- what: How many messages wait for one user, among the first :cap that wait.
-- param: user_id int, workspace_id int, now_us int, cap int
-- row: n int
SELECT COALESCE(SUM(CASE WHEN user_id = :user_id THEN 1 ELSE 0 END), 0) AS n
FROM (SELECT user_id FROM replies
      WHERE workspace_id = :workspace_id AND state = 'open'
        AND (snoozed_until_us IS NULL OR snoozed_until_us <= :now_us)
      ORDER BY received_us, id LIMIT :cap) AS waiting;

-- name: prospect_note_enrolled :exec
-- what: One more enrollment.
-- param: workspace_id int, id int
UPDATE prospects SET enrollments = enrollments + 1
WHERE workspace_id = :workspace_id AND id = :id;

-- name: prospect_update :exec
-- what: What a person's card says after an edit.
-- param: email text, email_key text, first_name text, last_name text, name_key text, title text, role text, phone text, mobile text, linkedin text, country text, zone text, zone_source text, language text, fields text, email_bounced int, phone_wrong int, updated_us int, workspace_id int, id int
UPDATE prospects
SET email = :email, email_key = :email_key, first_name = :first_name, last_name = :last_name,
    name_key = :name_key, title = :title, role = :role, phone = :phone, mobile = :mobile,
    linkedin = :linkedin, country = :country, zone = :zone, zone_source = :zone_source,
    language = :language, fields = :fields, email_bounced = :email_bounced,
    phone_wrong = :phone_wrong, updated_us = :updated_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: timeline_of :many
-- what: A person's history, oldest first, with the names and texts a reader wants.
-- param: workspace_id int, prospect_id int
-- row: id int, at_us int, kind text, touch_id int, channel text, outcome text, step int, value_point text, body text, detail text, user_name text, touch_state text, subject text, mail_text text, due_from_us int, due_until_us int, sequence text
SELECT l.id, l.at_us, l.kind, l.touch_id, l.channel, l.outcome, l.step, l.value_point, l.text,
  l.detail, u.name, t.state, t.subject, t.body, t.due_from_us, t.due_until_us, s.name
FROM ledger l
LEFT JOIN users u ON u.workspace_id = l.workspace_id AND u.id = l.user_id
LEFT JOIN touches t ON t.workspace_id = l.workspace_id AND t.id = l.touch_id
LEFT JOIN enrollments e ON e.workspace_id = l.workspace_id AND e.id = l.enrollment_id
LEFT JOIN sequence_versions v ON v.workspace_id = l.workspace_id AND v.id = e.version_id
LEFT JOIN sequences s ON s.workspace_id = l.workspace_id AND s.id = v.sequence_id
WHERE l.workspace_id = :workspace_id AND l.prospect_id = :prospect_id
ORDER BY l.at_us, l.id;
