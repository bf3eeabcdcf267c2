-- The reply desk: who answers what, when, and what waits.

-- name: reply_desk_get :one
-- what: What answering a reply needs to know, beside its texts.
-- param: workspace_id int, id int
-- row: mailbox_id int, prospect_id int, touch_id int, user_id int, message_key text, from_address text, from_name text, subject text, new_text text, kind text, state text, received_us int, handled_us int, answered_us int, answer_touch_id int, snoozed_until_us int, touch_message_id text, user_email text, user_name text
SELECT r.mailbox_id, r.prospect_id, r.touch_id, r.user_id, r.message_key, r.from_address,
  r.from_name, r.subject, r.new_text, r.kind, r.state, r.received_us, r.handled_us, r.answered_us,
  r.answer_touch_id, r.snoozed_until_us, t.message_id AS touch_message_id, u.email AS user_email,
  u.name AS user_name
FROM replies r
JOIN users u ON u.workspace_id = r.workspace_id AND u.id = r.user_id
LEFT JOIN touches t ON t.workspace_id = r.workspace_id AND t.id = r.touch_id
WHERE r.workspace_id = :workspace_id AND r.id = :id;

-- name: reply_answered :exec
-- what: A mail answers it: it is done, and since when.
-- param: answered_us int, answer_touch_id int, workspace_id int, id int
UPDATE replies
SET state = 'done', handled_us = :answered_us, answered_us = COALESCE(answered_us, :answered_us),
    answer_touch_id = :answer_touch_id, snoozed_until_us = NULL
WHERE workspace_id = :workspace_id AND id = :id;

-- name: reply_unanswered :exec
-- what: The answer was taken back before it left.
-- param: workspace_id int, id int
UPDATE replies
SET state = 'open', handled_us = NULL, answered_us = NULL, answer_touch_id = NULL
WHERE workspace_id = :workspace_id AND id = :id;

-- name: reply_assign :exec
-- what: Who is to answer.
-- param: user_id int, workspace_id int, id int
UPDATE replies SET user_id = :user_id WHERE workspace_id = :workspace_id AND id = :id;

-- name: reply_snooze :exec
-- what: It may rest until then; NULL: no longer.
-- param: snoozed_until_us int, workspace_id int, id int
UPDATE replies SET snoozed_until_us = :snoozed_until_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: reply_times :many
-- what: How long people waited for a first answer, newest first; answered_us is NULL where nobody answered yet.
-- param: workspace_id int, since_us int, n int
-- row: user_id int, received_us int, answered_us int
SELECT user_id, received_us, COALESCE(answered_us, handled_us) AS answered_us
FROM replies
WHERE workspace_id = :workspace_id AND received_us >= :since_us AND kind = 'human'
ORDER BY received_us DESC, id DESC LIMIT :n;

-- name: reply_thread :many
-- what: What a person was sent last by mail, newest first.
-- param: workspace_id int, prospect_id int, n int
-- row: body text
SELECT body FROM touches
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND channel = 'email'
  AND body IS NOT NULL AND state IN ('made', 'in_doubt', 'queued')
ORDER BY id DESC LIMIT :n;
