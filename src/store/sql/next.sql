-- Next opportunities: refusals, committees, nurtures, signals.

-- name: refusal_insert :one
-- what: A no, open until a human decides.
-- param: workspace_id int, prospect_id int, kind text, at_us int, touch_id int, reply_id int, day int, note text, guess int, created_us int
-- row: id int
INSERT INTO refusals (workspace_id, prospect_id, kind, at_us, touch_id, reply_id, day, note, guess,
                      state, created_us)
VALUES (:workspace_id, :prospect_id, :kind, :at_us, :touch_id, :reply_id, :day, :note, :guess,
        'open', :created_us)
RETURNING id;

-- name: refusal_of :many
-- what: Every no of a person, newest first.
-- param: workspace_id int, prospect_id int, n int
-- row: id int, kind text, at_us int, touch_id int, reply_id int, day int, note text, guess int, state text, path text
SELECT id, kind, at_us, touch_id, reply_id, day, note, guess, state, path FROM refusals
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
ORDER BY id DESC LIMIT :n;

-- name: refusal_settle_open :exec
-- what: The open no of a person is decided, which confirms what was a guess, or overtaken.
-- param: state text, path text, decided_us int, user_id int, workspace_id int, prospect_id int
UPDATE refusals SET state = :state, path = :path, decided_us = :decided_us, user_id = :user_id,
  guess = 0
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND state = 'open';

-- name: refusal_void_touch :exec
-- what: The touch it was heard on was taken back.
-- param: workspace_id int, prospect_id int, touch_id int
UPDATE refusals SET state = 'void'
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND touch_id = :touch_id;

-- name: refusal_void_reply :exec
-- what: A human read the reply otherwise.
-- param: workspace_id int, prospect_id int, reply_id int
UPDATE refusals SET state = 'void'
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND reply_id = :reply_id;

-- name: refusal_open_list :many
-- what: What waits for a decision, newest first, a page at a time.
-- param: workspace_id int, before_us int, n int
-- row: id int, prospect_id int, at_us int
SELECT id, prospect_id, at_us FROM refusals
WHERE workspace_id = :workspace_id AND state = 'open' AND at_us < :before_us
ORDER BY at_us DESC, id DESC LIMIT :n;

-- name: refusal_open_count :one
-- what: How many wait, counted to a cap.
-- param: workspace_id int, cap int
-- row: n int
-- scan: at most :cap entries of an index of open ones
SELECT COUNT(*) FROM (SELECT 1 FROM refusals WHERE workspace_id = :workspace_id AND state = 'open'
                      LIMIT :cap) AS counted;

-- name: committee_of :many
-- what: The people of an account with what the committee rests on.
-- param: workspace_id int, account_id int, n int
-- row: id int, email text, first_name text, last_name text, title text, role text, phone text, mobile text, linkedin text, zone text, email_bounced int, phone_wrong int, channels_shut int, attempts int, last_touch_us int, away_until_us int, owner_name text, state text, user_id int, user_name text, version_id int, no text, path text
SELECT p.id, p.email, p.first_name, p.last_name, p.title, p.role, p.phone, p.mobile, p.linkedin,
  p.zone, p.email_bounced, p.phone_wrong, p.channels_shut, p.attempts, p.last_touch_us,
  p.away_until_us, o.name, e.state, e.user_id, u.name, e.version_id, r.kind, r.path
FROM prospects p
LEFT JOIN users o ON o.workspace_id = p.workspace_id AND o.id = p.owner_id
LEFT JOIN enrollments e ON e.workspace_id = p.workspace_id AND e.prospect_id = p.id
  AND e.state <> 'finished'
LEFT JOIN users u ON u.workspace_id = e.workspace_id AND u.id = e.user_id
LEFT JOIN refusals r ON r.workspace_id = p.workspace_id
  AND r.id = (SELECT MAX(n.id) FROM refusals n
              WHERE n.workspace_id = p.workspace_id AND n.prospect_id = p.id AND n.state <> 'void'
                AND n.guess = 0)
WHERE p.workspace_id = :workspace_id AND p.account_id = :account_id
ORDER BY p.id LIMIT :n;

-- name: account_get :one
-- what: One company.
-- param: workspace_id int, id int
-- row: id int, name text, domain text
SELECT id, name, domain FROM accounts WHERE workspace_id = :workspace_id AND id = :id;

-- name: account_find :one
-- what: A company by its name or its domain.
-- param: workspace_id int, name_key text, domain text
-- row: id int
SELECT id FROM accounts WHERE workspace_id = :workspace_id AND name_key = :name_key
UNION ALL
SELECT id FROM accounts WHERE workspace_id = :workspace_id AND domain = :domain
LIMIT 1;

-- name: account_said :many
-- what: What was said to whom at a company, newest first. The account comes first, as in touch_account_times.
-- param: workspace_id int, account_id int, n int
-- row: prospect_id int, made_us int, channel text, outcome text, value_point text, objective text, subject text, note text, user_name text
SELECT t.prospect_id, t.made_us, t.channel, t.outcome, t.value_point, t.objective, t.subject,
  t.note, u.name
FROM prospects p CROSS JOIN touches t
LEFT JOIN users u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
WHERE p.workspace_id = :workspace_id AND p.account_id = :account_id AND p.last_touch_us IS NOT NULL
  AND t.workspace_id = p.workspace_id AND t.prospect_id = p.id AND t.state = 'made'
ORDER BY t.made_us DESC, t.id DESC LIMIT :n;

-- name: account_voice :one
-- what: Another user who is in talk with somebody of an account now: an open enrollment or promise.
-- param: workspace_id int, account_id int, user_id int
-- row: prospect_id int, user_id int, user_name text, last_touch_us int
SELECT p.id, e.user_id, u.name, p.last_touch_us
FROM prospects p CROSS JOIN enrollments e
JOIN users u ON u.workspace_id = e.workspace_id AND u.id = e.user_id
WHERE p.workspace_id = :workspace_id AND p.account_id = :account_id
  AND e.workspace_id = p.workspace_id AND e.prospect_id = p.id AND e.state <> 'finished'
  AND e.state <> 'nurturing' AND e.user_id <> :user_id
ORDER BY p.last_touch_us DESC LIMIT 1;

-- name: prospect_fresh_some :many
-- what: People nobody was put into a sequence yet, of one owner.
-- param: workspace_id int, owner_id int, n int
-- row: id int, account_id int, first_name text, last_name text, email text, title text, country text, company text
SELECT p.id, p.account_id, p.first_name, p.last_name, p.email, p.title, p.country, a.name
FROM prospects p
LEFT JOIN accounts a ON a.workspace_id = p.workspace_id AND a.id = p.account_id
WHERE p.workspace_id = :workspace_id AND p.owner_id = :owner_id AND p.enrollments = 0
  AND p.channels_shut = 0 AND p.attempts = 0
ORDER BY p.id LIMIT :n;

-- name: nurture_insert :one
-- what: A nurture begins: an enrollment of its own, born nurturing.
-- param: workspace_id int, prospect_id int, version_id int, mailbox_id int, user_id int, started_us int, nurture_why text, nurture_until_us int, created_us int
-- row: id int
INSERT INTO enrollments (workspace_id, prospect_id, version_id, mailbox_id, user_id, state, step,
                         started_us, due_us, nurture_why, nurture_until_us, created_us, name_key,
                         owner_id)
VALUES (:workspace_id, :prospect_id, :version_id, :mailbox_id, :user_id, 'nurturing', 0,
        :started_us, :started_us, :nurture_why, :nurture_until_us, :created_us,
        (SELECT name_key FROM prospects WHERE workspace_id = :workspace_id AND id = :prospect_id),
        (SELECT owner_id FROM prospects WHERE workspace_id = :workspace_id AND id = :prospect_id))
RETURNING id;

-- name: nurture_ever :one
-- what: Was the person ever in a nurture?
-- param: workspace_id int, prospect_id int
-- row: id int
SELECT id FROM enrollments
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND nurture_why IS NOT NULL
LIMIT 1;

-- name: signal_insert :one
-- what: A reason to write.
-- param: workspace_id int, prospect_id int, account_id int, kind text, at_us int, note text, touch_id int, user_id int, created_us int
-- row: id int
INSERT INTO signals (workspace_id, prospect_id, account_id, kind, at_us, note, touch_id, user_id,
                     created_us)
VALUES (:workspace_id, :prospect_id, :account_id, :kind, :at_us, :note, :touch_id, :user_id,
        :created_us)
RETURNING id;

-- name: signal_of :many
-- what: The signals of a person and of their company, newest first.
-- param: workspace_id int, prospect_id int, account_id int, n int
-- row: id int, account_id int, kind text, at_us int, note text, touch_id int
SELECT id, account_id, kind, at_us, note, touch_id FROM signals
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
UNION ALL
SELECT id, account_id, kind, at_us, note, touch_id FROM signals
WHERE workspace_id = :workspace_id AND account_id = :account_id AND prospect_id IS NULL
ORDER BY 4 DESC, 1 DESC LIMIT :n;

-- name: enrollment_of_version :many
-- what: Who is in a version in one state, in order of their names, a page at a time.
-- param: workspace_id int, version_id int, state text, after_key text, after_id int, n int
-- row: id int, prospect_id int, name_key text, step int
SELECT id, prospect_id, name_key, step FROM enrollments
WHERE workspace_id = :workspace_id AND version_id = :version_id AND state = :state
  AND (name_key, id) > (:after_key, :after_id)
ORDER BY name_key, id LIMIT :n;

-- name: enrollment_set_version :exec
-- what: Moves an enrollment to another version of its sequence; the worker looks at it anew unless it is paused.
-- param: version_id int, due_us int, workspace_id int, id int
UPDATE enrollments
SET version_id = :version_id, due_us = CASE state WHEN 'paused' THEN due_us ELSE :due_us END
WHERE workspace_id = :workspace_id AND id = :id AND state <> 'finished';
