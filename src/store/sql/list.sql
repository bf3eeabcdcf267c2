-- Lists of people: walks along one index, how far they go, and a person as a list shows them.

-- name: prospects_by_name :many
-- what: People from a name key on, in order of their names; with :glance 1 also where they stand.
-- param: glance int, workspace_id int, after_key text, after_id int, end_key text, n int
-- row: id int, name_key text, version_id int, state text
SELECT p.id, p.name_key, e.version_id, e.state
FROM prospects p
LEFT JOIN enrollments e ON e.workspace_id = p.workspace_id
  AND e.id = CASE WHEN :glance <> 0 THEN
                    (SELECT MAX(n.id) FROM enrollments n
                     WHERE n.workspace_id = p.workspace_id AND n.prospect_id = p.id) END
WHERE p.workspace_id = :workspace_id AND (p.name_key, p.id) > (:after_key, :after_id)
  AND p.name_key < :end_key
ORDER BY p.name_key, p.id LIMIT :n;

-- name: prospects_by_email :many
-- what: People from an address on (this one included), in order; with :glance where they stand.
-- param: glance int, workspace_id int, from_key text, end_key text, n int
-- row: id int, email_key text, version_id int, state text
SELECT p.id, p.email_key, e.version_id, e.state
FROM prospects p
LEFT JOIN enrollments e ON e.workspace_id = p.workspace_id
  AND e.id = CASE WHEN :glance <> 0 THEN
                    (SELECT MAX(n.id) FROM enrollments n
                     WHERE n.workspace_id = p.workspace_id AND n.prospect_id = p.id) END
WHERE p.workspace_id = :workspace_id AND p.email_key >= :from_key AND p.email_key < :end_key
  AND p.email_key IS NOT NULL
ORDER BY p.email_key LIMIT :n;

-- name: accounts_by_name :many
-- what: Companies from a name key on (this one included), in order.
-- param: workspace_id int, from_key text, end_key text, n int
-- row: id int, name_key text
SELECT id, name_key FROM accounts
WHERE workspace_id = :workspace_id AND name_key >= :from_key AND name_key < :end_key
ORDER BY name_key LIMIT :n;

-- name: prospects_by_account :many
-- what: The people of a company in order of their ids; with :glance 1 also where they stand.
-- param: glance int, workspace_id int, account_id int, after_id int, n int
-- row: id int, version_id int, state text
SELECT p.id, e.version_id, e.state
FROM prospects p
LEFT JOIN enrollments e ON e.workspace_id = p.workspace_id
  AND e.id = CASE WHEN :glance <> 0 THEN
                    (SELECT MAX(n.id) FROM enrollments n
                     WHERE n.workspace_id = p.workspace_id AND n.prospect_id = p.id) END
WHERE p.workspace_id = :workspace_id AND p.account_id = :account_id AND p.id > :after_id
ORDER BY p.id LIMIT :n;

-- name: prospects_by_owner :many
-- what: A user's people from a name key on, in order of names; with :glance 1 also where they stand.
-- param: glance int, workspace_id int, owner_id int, after_key text, after_id int, end_key text, n int
-- row: id int, name_key text, version_id int, state text
SELECT p.id, p.name_key, e.version_id, e.state
FROM prospects p
LEFT JOIN enrollments e ON e.workspace_id = p.workspace_id
  AND e.id = CASE WHEN :glance <> 0 THEN
                    (SELECT MAX(n.id) FROM enrollments n
                     WHERE n.workspace_id = p.workspace_id AND n.prospect_id = p.id) END
WHERE p.workspace_id = :workspace_id AND p.owner_id = :owner_id
  AND (p.name_key, p.id) > (:after_key, :after_id) AND p.name_key < :end_key
ORDER BY p.name_key, p.id LIMIT :n;

-- name: prospects_fresh_by_owner :many
-- what: The people of a user who were never enrolled, in order of their ids.
-- param: workspace_id int, owner_id int, after_id int, n int
-- row: id int
SELECT id FROM prospects
WHERE workspace_id = :workspace_id AND owner_id = :owner_id AND id > :after_id
  AND enrollments = 0
ORDER BY id LIMIT :n;

-- name: prospects_fresh_unowned :many
-- what: People nobody owns who were never enrolled, in order of their ids.
-- param: workspace_id int, after_id int, n int
-- row: id int
SELECT id FROM prospects
WHERE workspace_id = :workspace_id AND owner_id IS NULL AND id > :after_id AND enrollments = 0
ORDER BY id LIMIT :n;

-- name: enrollments_by_state :many
-- what: The enrollments of a version in one state from a name key on, in order of names. Reads only the index.
-- param: workspace_id int, version_id int, state text, after_key text, after_id int, end_key text, n int
-- row: id int, name_key text, prospect_id int
SELECT id, name_key, prospect_id FROM enrollments
WHERE workspace_id = :workspace_id AND version_id = :version_id AND state = :state
  AND (name_key, id) > (:after_key, :after_id) AND name_key < :end_key
ORDER BY name_key, id LIMIT :n;

-- name: enrollments_of_owner :many
-- what: The same of one user's people.
-- param: workspace_id int, owner_id int, version_id int, state text, after_key text, after_id int, end_key text, n int
-- row: id int, name_key text, prospect_id int
SELECT id, name_key, prospect_id FROM enrollments
WHERE workspace_id = :workspace_id AND owner_id = :owner_id AND version_id = :version_id
  AND state = :state AND (name_key, id) > (:after_key, :after_id) AND name_key < :end_key
ORDER BY name_key, id LIMIT :n;

-- name: count_by_name :one
-- what: How many people have a name key from one on and before another, counted to a cap.
-- param: workspace_id int, from_key text, end_key text, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM prospects
  WHERE workspace_id = :workspace_id AND name_key >= :from_key AND name_key < :end_key
  LIMIT :cap) AS counted;

-- name: count_by_owner :one
-- what: The same among the people of one user.
-- param: workspace_id int, owner_id int, from_key text, end_key text, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM prospects
  WHERE workspace_id = :workspace_id AND owner_id = :owner_id AND name_key >= :from_key
    AND name_key < :end_key
  LIMIT :cap) AS counted;

-- name: count_by_email :one
-- what: How many people have an address from one on and before another, counted to a cap.
-- param: workspace_id int, from_key text, end_key text, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM prospects
  WHERE workspace_id = :workspace_id AND email_key >= :from_key AND email_key < :end_key
    AND email_key IS NOT NULL
  LIMIT :cap) AS counted;

-- name: count_by_company :one
-- what: How many people work for companies of a span of name keys, counted to a cap.
-- param: workspace_id int, from_key text, end_key text, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM accounts a
  JOIN prospects p ON p.workspace_id = a.workspace_id AND p.account_id = a.id
  WHERE a.workspace_id = :workspace_id AND a.name_key >= :from_key AND a.name_key < :end_key
  LIMIT :cap) AS counted;

-- name: count_by_state :one
-- what: How many enrollments of a version are in one state, of a span of name keys, counted to a cap.
-- param: workspace_id int, version_id int, state text, from_key text, end_key text, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM enrollments
  WHERE workspace_id = :workspace_id AND version_id = :version_id AND state = :state
    AND name_key >= :from_key AND name_key < :end_key
  LIMIT :cap) AS counted;

-- name: count_of_owner :one
-- what: The same of one user's people.
-- param: workspace_id int, owner_id int, version_id int, state text, from_key text, end_key text, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM enrollments
  WHERE workspace_id = :workspace_id AND owner_id = :owner_id AND version_id = :version_id
    AND state = :state AND name_key >= :from_key AND name_key < :end_key
  LIMIT :cap) AS counted;

-- name: count_fresh_by_owner :one
-- what: How many people of a user were never enrolled, counted to a cap.
-- param: workspace_id int, owner_id int, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM prospects
  WHERE workspace_id = :workspace_id AND owner_id = :owner_id AND enrollments = 0
  LIMIT :cap) AS counted;

-- name: count_fresh_unowned :one
-- what: How many people whom nobody owns were never enrolled, counted to a cap.
-- param: workspace_id int, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM prospects
  WHERE workspace_id = :workspace_id AND owner_id IS NULL AND enrollments = 0
  LIMIT :cap) AS counted;

-- name: prospect_card :many
-- what: People as a list shows them, with the newest enrollment; ids: "[1,2]". One statement for a page.
-- param: ids text, workspace_id int
-- row: id int, owner_id int, email text, email_key text, first_name text, last_name text, name_key text, title text, role text, zone text, email_bounced int, phone_wrong int, channels_shut int, attempts int, last_touch_us int, account_id int, company text, company_key text, owner text, enrollment_id int, state text, version_id int, step int, due_us int, paused_until_us int
-- sqlite:
SELECT p.id, p.owner_id, p.email, p.email_key, p.first_name, p.last_name, p.name_key, p.title,
  p.role, p.zone, p.email_bounced, p.phone_wrong, p.channels_shut, p.attempts, p.last_touch_us,
  p.account_id, a.name, a.name_key, u.name, e.id, e.state, e.version_id, e.step, e.due_us,
  e.paused_until_us
FROM json_each(:ids) asked
CROSS JOIN prospects p ON p.workspace_id = :workspace_id AND p.id = asked.value
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN users u ON u.workspace_id = p.workspace_id AND u.id = p.owner_id
LEFT JOIN enrollments e ON e.workspace_id = p.workspace_id
  AND e.id = (SELECT MAX(n.id) FROM enrollments n
              WHERE n.workspace_id = p.workspace_id AND n.prospect_id = p.id);
-- postgresql:
SELECT p.id, p.owner_id, p.email, p.email_key, p.first_name, p.last_name, p.name_key, p.title,
  p.role, p.zone, p.email_bounced, p.phone_wrong, p.channels_shut, p.attempts, p.last_touch_us,
  p.account_id, a.name, a.name_key, u.name, e.id, e.state, e.version_id, e.step, e.due_us,
  e.paused_until_us
FROM json_array_elements_text(:ids::json) AS asked (id)
JOIN prospects p ON p.workspace_id = :workspace_id AND p.id = asked.id::bigint
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
LEFT JOIN users u ON u.workspace_id = p.workspace_id AND u.id = p.owner_id
LEFT JOIN enrollments e ON e.workspace_id = p.workspace_id
  AND e.id = (SELECT MAX(n.id) FROM enrollments n
              WHERE n.workspace_id = p.workspace_id AND n.prospect_id = p.id);

-- name: touch_newest_of :many
-- what: The newest touches of several people, newest first; ids: "[1,2]".
-- param: ids text, workspace_id int, before int
-- row: prospect_id int, channel text, state text, outcome text, made_us int, due_from_us int, due_until_us int
-- sqlite:
SELECT t.prospect_id, t.channel, t.state, t.outcome, t.made_us, t.due_from_us, t.due_until_us
FROM json_each(:ids) asked
CROSS JOIN touches t ON t.workspace_id = :workspace_id AND t.prospect_id = asked.value
  AND t.id >= COALESCE((SELECT x.id FROM touches x
                        WHERE x.workspace_id = :workspace_id AND x.prospect_id = asked.value
                        ORDER BY x.id DESC LIMIT 1 OFFSET :before), 0)
ORDER BY t.id DESC;
-- postgresql:
SELECT t.prospect_id, t.channel, t.state, t.outcome, t.made_us, t.due_from_us, t.due_until_us
FROM json_array_elements_text(:ids::json) AS asked (id)
CROSS JOIN LATERAL (SELECT x.id, x.prospect_id, x.channel, x.state, x.outcome, x.made_us,
                      x.due_from_us, x.due_until_us
                    FROM touches x
                    WHERE x.workspace_id = :workspace_id AND x.prospect_id = asked.id::bigint
                    ORDER BY x.id DESC LIMIT :before + 1) t
ORDER BY t.id DESC;
