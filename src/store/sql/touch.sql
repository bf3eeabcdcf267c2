-- Touches, the ledger, promises.
-- What runs for each person says "state <> ..." and not IN: SQLite builds a table for a list each time.

-- name: touch_insert :one
-- what: A touch is born.
-- param: workspace_id int, prospect_id int, enrollment_id int, version_id int, step int, user_id int, mailbox_id int, promise_id int, channel text, automatic int, state text, priority int, planned_us int, due_from_us int, due_until_us int, made_us int, outcome text, objective text, value_point text, subject text, body text, message_id text, reasons text, note text, created_us int
-- row: id int
INSERT INTO touches (workspace_id, prospect_id, enrollment_id, version_id, step, user_id,
  mailbox_id, promise_id, channel, automatic, state, priority, planned_us, due_from_us,
  due_until_us, made_us, outcome, objective, value_point, subject, body, message_id, reasons, note,
  created_us)
VALUES (:workspace_id, :prospect_id, :enrollment_id, :version_id, :step, :user_id, :mailbox_id,
  :promise_id, :channel, :automatic, :state, :priority, :planned_us, :due_from_us, :due_until_us,
  :made_us, :outcome, :objective, :value_point, :subject, :body, :message_id, :reasons, :note,
  :created_us)
RETURNING id;

-- name: touch_get :one
-- what: One touch.
-- param: workspace_id int, id int
-- row: id int, prospect_id int, enrollment_id int, version_id int, step int, user_id int, mailbox_id int, promise_id int, channel text, automatic int, state text, priority int, planned_us int, due_from_us int, due_until_us int, made_us int, outcome text, objective text, value_point text, subject text, body text, message_id text, reasons text, note text, created_us int
SELECT id, prospect_id, enrollment_id, version_id, step, user_id, mailbox_id, promise_id, channel,
  automatic, state, priority, planned_us, due_from_us, due_until_us, made_us, outcome, objective,
  value_point, subject, body, message_id, reasons, note, created_us
FROM touches WHERE workspace_id = :workspace_id AND id = :id;

-- name: touch_by_message :one
-- what: The touch a Message-ID belongs to.
-- param: workspace_id int, message_id text
-- row: id int, prospect_id int, enrollment_id int, version_id int, step int, state text
SELECT id, prospect_id, enrollment_id, version_id, step, state FROM touches
WHERE workspace_id = :workspace_id AND message_id = :message_id;

-- name: touch_history_of :many
-- what: All touches of a person that were made, may have been made, or were passed over, oldest first.
-- param: workspace_id int, prospect_id int
-- row: id int, enrollment_id int, step int, channel text, state text, made_us int, outcome text, value_point text, subject text, message_id text
SELECT id, enrollment_id, step, channel, state, made_us, outcome, value_point, subject, message_id
FROM touches
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
  AND state <> 'task' AND state <> 'queued' AND state <> 'held' AND state <> 'cancelled'
ORDER BY made_us, id;

-- name: touch_open_of :many
-- what: What is still open with a person: tasks, mail on its way, held and in-doubt touches.
-- param: workspace_id int, prospect_id int
-- row: id int, enrollment_id int, step int, channel text, automatic int, state text, promise_id int, due_from_us int, due_until_us int, user_id int, value_point text, reasons text
SELECT id, enrollment_id, step, channel, automatic, state, promise_id, due_from_us, due_until_us,
  user_id, value_point, reasons
FROM touches
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
  AND state <> 'made' AND state <> 'failed' AND state <> 'skipped' AND state <> 'cancelled'
ORDER BY id;

-- name: touch_by_others :many
-- what: The newest touches made with a person by users other than one, since an instant. The ledger comes first: CROSS JOIN keeps SQLite from beginning with the touches.
-- param: workspace_id int, prospect_id int, since_us int, user_id int, n int
-- row: at_us int, channel text, outcome text, name text
SELECT l.at_us, l.channel, l.outcome, u.name
FROM ledger l
CROSS JOIN touches t CROSS JOIN users u
WHERE l.workspace_id = :workspace_id AND l.prospect_id = :prospect_id AND l.kind = 'outcome'
  AND l.at_us >= :since_us AND l.user_id <> :user_id
  AND t.workspace_id = l.workspace_id AND t.id = l.touch_id AND t.state = 'made'
  AND u.workspace_id = l.workspace_id AND u.id = l.user_id
ORDER BY l.at_us DESC, l.id DESC LIMIT :n;

-- name: touch_account_times :many
-- what: When colleagues in the same account were touched since an instant. The account comes first: CROSS JOIN keeps SQLite from beginning with the touches.
-- param: workspace_id int, account_id int, prospect_id int, since_us int, n int
-- row: made_us int
SELECT t.made_us
FROM prospects p CROSS JOIN touches t
WHERE p.workspace_id = :workspace_id AND p.account_id = :account_id AND p.id <> :prospect_id
  AND t.workspace_id = p.workspace_id AND t.prospect_id = p.id
  AND p.last_touch_us >= :since_us AND t.state = 'made' AND t.made_us >= :since_us
ORDER BY t.made_us LIMIT :n;

-- name: touch_set_state :exec
-- what: Moves a touch from one state to another; changes 0 rows when it is not in the first.
-- param: state text, workspace_id int, id int, from_state text
UPDATE touches SET state = :state
WHERE workspace_id = :workspace_id AND id = :id AND state = :from_state;

-- name: touch_queue :exec
-- what: A mail task was sent by its person: it waits to leave.
-- param: mailbox_id int, subject text, body text, message_id text, workspace_id int, id int
UPDATE touches SET state = 'queued', mailbox_id = :mailbox_id, subject = :subject, body = :body,
  message_id = :message_id
WHERE workspace_id = :workspace_id AND id = :id AND state = 'task';

-- name: touch_unqueue :exec
-- what: And was taken back.
-- param: workspace_id int, id int
UPDATE touches SET state = 'task', message_id = NULL
WHERE workspace_id = :workspace_id AND id = :id AND state = 'queued';

-- name: touch_make :exec
-- what: The touch was made (or failed): its outcome and time.
-- param: state text, made_us int, outcome text, value_point text, note text, workspace_id int, id int
UPDATE touches
SET state = :state, made_us = :made_us, outcome = :outcome,
    value_point = COALESCE(:value_point, value_point), note = COALESCE(:note, note)
WHERE workspace_id = :workspace_id AND id = :id;

-- name: touch_set_outcome :exec
-- what: What became known later (a bounce after it was sent).
-- param: outcome text, workspace_id int, id int
UPDATE touches SET outcome = :outcome WHERE workspace_id = :workspace_id AND id = :id;

-- name: touch_move :exec
-- what: A task moves to another window.
-- param: due_from_us int, due_until_us int, priority int, reasons text, workspace_id int, id int
UPDATE touches
SET due_from_us = :due_from_us, due_until_us = :due_until_us, priority = :priority,
    reasons = :reasons
WHERE workspace_id = :workspace_id AND id = :id AND state = 'task';

-- name: touch_dated_of :one
-- what: The first open task of a date a human set, of no sequence and no promise.
-- param: workspace_id int, prospect_id int
-- row: id int, due_from_us int, channel text, objective text
SELECT id, due_from_us, channel, objective FROM touches
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND state = 'task'
  AND enrollment_id IS NULL AND promise_id IS NULL
ORDER BY due_from_us, id LIMIT 1;

-- name: touch_move_dated :exec
-- what: Tasks of a date a human set, of no sequence, that fall before an instant move there.
-- param: due_from_us int, due_until_us int, workspace_id int, prospect_id int
UPDATE touches SET due_from_us = :due_from_us, due_until_us = :due_until_us
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND state = 'task'
  AND enrollment_id IS NULL AND promise_id IS NULL AND due_from_us < :due_from_us;

-- name: touch_set_message :exec
-- what: The Message-ID, once the touch's own id is known.
-- param: message_id text, workspace_id int, id int
UPDATE touches SET message_id = :message_id WHERE workspace_id = :workspace_id AND id = :id;

-- name: touch_unmake :exec
-- what: Undo: the task is open again.
-- param: workspace_id int, id int
UPDATE touches SET state = 'task', made_us = NULL, outcome = NULL
WHERE workspace_id = :workspace_id AND id = :id AND state IN ('made', 'skipped');

-- name: touch_tasks :many
-- what: A user's open tasks of one priority, earliest first.
-- param: workspace_id int, user_id int, priority int, until_us int, n int
-- row: id int, prospect_id int, due_from_us int
SELECT id, prospect_id, due_from_us FROM touches
WHERE workspace_id = :workspace_id AND user_id = :user_id AND priority = :priority
  AND due_from_us <= :until_us AND state = 'task'
ORDER BY due_from_us, id LIMIT :n;

-- name: touch_task_count :one
-- what: How many tasks a user has up to an instant, counted to a cap.
-- param: workspace_id int, user_id int, until_us int, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM touches
  WHERE workspace_id = :workspace_id AND user_id = :user_id AND state = 'task'
    AND due_from_us <= :until_us
  LIMIT :cap) AS counted;

-- name: touch_held_list :many
-- what: Held and in-doubt touches, oldest first.
-- param: workspace_id int, after_id int, n int
-- row: id int, prospect_id int, channel text, state text, subject text, reasons text, note text, created_us int
SELECT id, prospect_id, channel, state, subject, reasons, note, created_us FROM touches
WHERE workspace_id = :workspace_id AND state IN ('held', 'in_doubt') AND id > :after_id
ORDER BY id LIMIT :n;

-- name: touch_in_doubt_of :many
-- what: A mailbox's mails in doubt of a time, newest first.
-- param: workspace_id int, mailbox_id int, since_us int, until_us int, n int
-- row: id int, message_id text
-- scan: of the index of what is held or in doubt
SELECT id, message_id FROM touches
WHERE workspace_id = :workspace_id AND state IN ('held', 'in_doubt') AND state = 'in_doubt'
  AND mailbox_id = :mailbox_id AND made_us >= :since_us AND made_us <= :until_us
  AND message_id IS NOT NULL
ORDER BY id DESC LIMIT :n;

-- name: ledger_insert :one
-- what: What happened, for good.
-- param: workspace_id int, prospect_id int, at_us int, recorded_us int, kind text, touch_id int, enrollment_id int, user_id int, channel text, outcome text, step int, value_point text, body text, detail text
-- row: id int
INSERT INTO ledger (workspace_id, prospect_id, at_us, recorded_us, kind, touch_id, enrollment_id, user_id,
  channel, outcome, step, value_point, text, detail)
VALUES (:workspace_id, :prospect_id, :at_us, :recorded_us, :kind, :touch_id, :enrollment_id,
  :user_id, :channel,
  :outcome, :step, :value_point, :body, :detail)
RETURNING id;

-- name: ledger_of :many
-- what: A person's history, oldest first.
-- param: workspace_id int, prospect_id int
-- row: id int, at_us int, kind text, touch_id int, enrollment_id int, user_id int, channel text, outcome text, step int, value_point text, body text, detail text
SELECT id, at_us, kind, touch_id, enrollment_id, user_id, channel, outcome, step, value_point,
  text, detail
FROM ledger WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
ORDER BY at_us, id;

-- name: promise_insert :one
-- what: A promise is given.
-- param: workspace_id int, prospect_id int, user_id int, channel text, from_us int, until_us int, note text, created_us int
-- row: id int
INSERT INTO promises (workspace_id, prospect_id, user_id, channel, from_us, until_us, state, note,
                      created_us)
VALUES (:workspace_id, :prospect_id, :user_id, :channel, :from_us, :until_us, 'open', :note,
        :created_us)
RETURNING id;

-- name: promise_set_touch :exec
-- what: Ties a promise to its task.
-- param: touch_id int, workspace_id int, id int
UPDATE promises SET touch_id = :touch_id WHERE workspace_id = :workspace_id AND id = :id;

-- name: promise_get :one
-- what: One promise.
-- param: workspace_id int, id int
-- row: id int, prospect_id int, user_id int, touch_id int, channel text, from_us int, until_us int, state text, note text, created_us int
SELECT id, prospect_id, user_id, touch_id, channel, from_us, until_us, state, note, created_us
FROM promises WHERE workspace_id = :workspace_id AND id = :id;

-- name: promise_of :many
-- what: All promises to a person, oldest first.
-- param: workspace_id int, prospect_id int
-- row: id int, user_id int, touch_id int, channel text, from_us int, until_us int, state text, note text, created_us int
SELECT id, user_id, touch_id, channel, from_us, until_us, state, note, created_us
FROM promises WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
ORDER BY from_us, id;

-- name: promise_settle :exec
-- what: An open promise becomes kept, broken, moved or cancelled.
-- param: state text, settled_us int, workspace_id int, id int
UPDATE promises SET state = :state, settled_us = :settled_us
WHERE workspace_id = :workspace_id AND id = :id AND state = 'open';

-- name: promise_lapsed :many
-- what: Open promises whose window has passed.
-- param: workspace_id int, now_us int, n int
-- row: id int, prospect_id int, user_id int, touch_id int, channel text, until_us int
SELECT id, prospect_id, user_id, touch_id, channel, until_us FROM promises
WHERE workspace_id = :workspace_id AND state = 'open' AND until_us < :now_us
ORDER BY until_us, id LIMIT :n;

-- name: promise_next_until :one
-- what: When the next open promise's window ends.
-- param: workspace_id int
-- row: until_us int
-- scan: the first of an index in its order
SELECT until_us FROM promises WHERE workspace_id = :workspace_id AND state = 'open'
ORDER BY until_us, id LIMIT 1;

-- name: ledger_last_outcome :one
-- what: The newest outcome of a touch, for taking it back.
-- param: workspace_id int, prospect_id int, touch_id int
-- row: id int, at_us int, created_us int, outcome text, detail text
SELECT id, at_us, recorded_us, outcome, detail FROM ledger
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND touch_id = :touch_id
  AND kind = 'outcome'
ORDER BY at_us DESC, id DESC LIMIT 1;

-- name: promise_open_list :many
-- what: Open promises of a user (0: of everybody), the next one first.
-- param: workspace_id int, user_id int, n int
-- row: id int
-- scan: open promises in the order of their index, until :n are of that user
SELECT id FROM promises WHERE workspace_id = :workspace_id AND state = 'open'
  AND (:user_id = 0 OR user_id = :user_id)
ORDER BY until_us, id LIMIT :n;

-- name: promise_alone_after :many
-- what: Open promises to people who are in no sequence now, by the end of their window, a page at a time.
-- param: workspace_id int, after_us int, after_id int, n int
-- row: id int, prospect_id int, until_us int
SELECT p.id, p.prospect_id, p.until_us FROM promises p
WHERE p.workspace_id = :workspace_id AND p.state = 'open'
  AND (p.until_us > :after_us OR p.until_us = :after_us AND p.id > :after_id)
  AND NOT EXISTS (SELECT 1 FROM enrollments e
                  WHERE e.workspace_id = p.workspace_id AND e.prospect_id = p.prospect_id
                    AND e.state <> 'finished')
ORDER BY p.until_us, p.id LIMIT :n;

-- name: promise_reopen :exec
-- what: Undo: the touch that settled it was taken back.
-- param: workspace_id int, id int
UPDATE promises SET state = 'open', settled_us = NULL
WHERE workspace_id = :workspace_id AND id = :id AND state IN ('kept', 'broken');

-- name: reaction_of :many
-- what: How a person reacted by mail: their refusals as judged, and kind answers. Those to a call are outcomes of touches.
-- param: workspace_id int, prospect_id int
-- row: at_us int, kind text
SELECT at_us, kind FROM refusals
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND reply_id IS NOT NULL
  AND state <> 'void' AND guess = 0
UNION ALL
SELECT received_us, CASE kind WHEN 'human' THEN intent ELSE kind END FROM replies
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
  AND (kind = 'complaint'
       OR kind = 'human' AND (intent = 'interested' OR intent = 'meeting' OR intent = 'question'));

-- name: touch_colleagues_of :many
-- what: What was done with colleagues of the same account since an instant, person by person, oldest first. The account comes first: CROSS JOIN keeps SQLite from beginning with the touches.
-- param: workspace_id int, account_id int, prospect_id int, since_us int, n int
-- row: prospect_id int, made_us int, channel text, outcome text, shut int
SELECT t.prospect_id, t.made_us, t.channel, t.outcome, p.channels_shut
FROM prospects p CROSS JOIN touches t
WHERE p.workspace_id = :workspace_id AND p.account_id = :account_id AND p.id <> :prospect_id
  AND t.workspace_id = p.workspace_id AND t.prospect_id = p.id
  AND p.last_touch_us >= :since_us AND t.state = 'made' AND t.made_us >= :since_us
ORDER BY t.prospect_id, t.made_us LIMIT :n;
