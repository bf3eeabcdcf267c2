-- Mailboxes, the outbox, replies.

-- name: mailbox_insert :one
-- what: A new mailbox.
-- param: workspace_id int, user_id int, address text, name text, smtp_url text, smtp_user text, smtp_secret blob, imap_url text, imap_user text, imap_secret blob, imap_folder text, ca_file text, daily_limit int, pace_s int, created_us int
-- row: id int
INSERT INTO mailboxes (workspace_id, user_id, address, name, smtp_url, smtp_user, smtp_secret,
  imap_url, imap_user, imap_secret, imap_folder, ca_file, daily_limit, pace_s, is_paused,
  uid_validity, last_uid, created_us)
VALUES (:workspace_id, :user_id, :address, :name, :smtp_url, :smtp_user, :smtp_secret, :imap_url,
  :imap_user, :imap_secret, :imap_folder, :ca_file, :daily_limit, :pace_s, 0, 0, 0, :created_us)
RETURNING id;

-- name: mailbox_update :exec
-- what: Changes a mailbox's settings.
-- param: user_id int, name text, smtp_url text, smtp_user text, smtp_secret blob, imap_url text, imap_user text, imap_secret blob, ca_file text, daily_limit int, pace_s int, workspace_id int, id int
UPDATE mailboxes
SET user_id = :user_id, name = :name, smtp_url = :smtp_url, smtp_user = :smtp_user,
    smtp_secret = :smtp_secret, imap_url = :imap_url, imap_user = :imap_user,
    imap_secret = :imap_secret, ca_file = :ca_file, daily_limit = :daily_limit, pace_s = :pace_s
WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_list :many
-- what: All mailboxes, by address, with their users' names and zones.
-- param: workspace_id int
-- row: id int, user_id int, address text, name text, smtp_url text, smtp_user text, smtp_secret blob, imap_url text, imap_user text, imap_secret blob, imap_folder text, ca_file text, daily_limit int, pace_s int, is_paused int, paused_why text, uid_validity int, last_uid int, checked_us int, last_sent_us int, last_error text, user_name text, user_zone text, user_email text, created_us int
-- scan: a few mailboxes a user
SELECT m.id, m.user_id, m.address, m.name, m.smtp_url, m.smtp_user, m.smtp_secret, m.imap_url,
  m.imap_user, m.imap_secret, m.imap_folder, m.ca_file, m.daily_limit, m.pace_s, m.is_paused,
  m.paused_why, m.uid_validity, m.last_uid, m.checked_us, m.last_sent_us, m.last_error, u.name,
  u.zone, u.email, m.created_us
FROM mailboxes m JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
WHERE m.workspace_id = :workspace_id ORDER BY m.address;

-- name: mailbox_set_paused :exec
-- what: Stops or restarts a mailbox.
-- param: is_paused int, paused_why text, workspace_id int, id int
UPDATE mailboxes SET is_paused = :is_paused, paused_why = :paused_why
WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_note_sent :exec
-- what: One mail left.
-- param: last_sent_us int, workspace_id int, id int
UPDATE mailboxes SET last_sent_us = :last_sent_us, last_error = NULL
WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_note_error :exec
-- what: What went wrong last; NULL when all is well.
-- param: last_error text, workspace_id int, id int
UPDATE mailboxes SET last_error = :last_error WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_note_calm :exec
-- what: The inbox was read, so all is well, unless mail still waits for a server that did not take it.
-- param: workspace_id int, id int
UPDATE mailboxes SET last_error = NULL
WHERE workspace_id = :workspace_id AND id = :id
  AND NOT EXISTS (SELECT 1 FROM outbox waiting
                  WHERE waiting.workspace_id = mailboxes.workspace_id
                    AND waiting.mailbox_id = mailboxes.id
                    AND waiting.not_before_us IS NOT NULL AND waiting.state = 'deferred');

-- name: mailbox_note_checked :exec
-- what: How far the inbox was read.
-- param: uid_validity int, last_uid int, checked_us int, workspace_id int, id int
UPDATE mailboxes SET uid_validity = :uid_validity, last_uid = :last_uid, checked_us = :checked_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_day_get :one
-- what: How many mails a mailbox sent on a day.
-- param: workspace_id int, mailbox_id int, day int
-- row: sent int
SELECT sent FROM mailbox_days
WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id AND day = :day;

-- name: mailbox_day_add :exec
-- what: So many more mails on a day.
-- param: workspace_id int, mailbox_id int, day int, sent int
INSERT INTO mailbox_days (workspace_id, mailbox_id, day, sent)
VALUES (:workspace_id, :mailbox_id, :day, :sent)
ON CONFLICT (workspace_id, mailbox_id, day) DO UPDATE
SET sent = mailbox_days.sent + excluded.sent;

-- name: outbox_insert :exec
-- what: A composed mail waits to leave.
-- param: workspace_id int, touch_id int, mailbox_id int, first_touch int, not_before_us int, envelope_to text, may_promise int, updated_us int
INSERT INTO outbox (workspace_id, touch_id, mailbox_id, state, first_touch, not_before_us, tries,
                    envelope_to, may_promise, updated_us)
VALUES (:workspace_id, :touch_id, :mailbox_id, 'queued', :first_touch, :not_before_us, 0,
        :envelope_to, :may_promise, :updated_us);

-- name: outbox_message_add :exec
-- what: What a mail says, without the contents of its files.
-- param: workspace_id int, touch_id int, message blob, files int
INSERT INTO outbox_messages (workspace_id, touch_id, message, files)
VALUES (:workspace_id, :touch_id, :message, :files);

-- name: outbox_message_get :one
-- what: What a mail says.
-- param: workspace_id int, touch_id int
-- row: message blob, files int
SELECT message, files FROM outbox_messages
WHERE workspace_id = :workspace_id AND touch_id = :touch_id;

-- name: outbox_message_drop :exec
-- what: What a mail said that was taken back.
-- param: workspace_id int, touch_id int
DELETE FROM outbox_messages WHERE workspace_id = :workspace_id AND touch_id = :touch_id;

-- name: outbox_claim :many
-- what: Claims a mailbox's due mail, of first touches or of follow-ups. A claim that lapses before the dot is simply claimed again.
-- param: lease_until_us int, token int, now_us int, workspace_id int, mailbox_id int, first_touch int, n int
-- row: touch_id int, tries int, envelope_to text, may_promise int
-- sqlite:
UPDATE outbox SET state = 'leased', not_before_us = :lease_until_us, lease_token = :token
WHERE workspace_id = :workspace_id
  AND touch_id IN (SELECT touch_id FROM outbox
                   WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id
                     AND first_touch = :first_touch
                     AND not_before_us <= :now_us AND state IN ('queued', 'leased', 'deferred')
                   ORDER BY not_before_us, touch_id LIMIT :n)
RETURNING touch_id, tries, envelope_to, may_promise;
-- postgresql:
UPDATE outbox SET state = 'leased', not_before_us = :lease_until_us, lease_token = :token
WHERE workspace_id = :workspace_id
  AND touch_id IN (SELECT touch_id FROM outbox
                   WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id
                     AND first_touch = :first_touch
                     AND not_before_us <= :now_us AND state IN ('queued', 'leased', 'deferred')
                   ORDER BY not_before_us, touch_id LIMIT :n FOR UPDATE SKIP LOCKED)
RETURNING touch_id, tries, envelope_to, may_promise;

-- name: outbox_dot :exec
-- what: The final dot is about to be sent: from here on it is never blindly repeated.
-- param: lease_until_us int, workspace_id int, touch_id int, token int
UPDATE outbox SET state = 'dot', not_before_us = :lease_until_us
WHERE workspace_id = :workspace_id AND touch_id = :touch_id AND lease_token = :token
  AND state = 'leased';

-- name: outbox_undot :exec
-- what: The dot was not sent after all: something forbade it at the last moment.
-- param: workspace_id int, touch_id int, token int
UPDATE outbox SET state = 'leased'
WHERE workspace_id = :workspace_id AND touch_id = :touch_id AND lease_token = :token
  AND state = 'dot';

-- name: outbox_settle :exec
-- what: What became of a claimed mail; changes 0 rows when the claim went to another.
-- param: state text, not_before_us int, tries int, reply_code int, reply_text text, now_us int, workspace_id int, touch_id int, token int
UPDATE outbox
SET state = :state, not_before_us = :not_before_us, tries = :tries, reply_code = :reply_code,
    reply_text = :reply_text, updated_us = :now_us, lease_token = NULL
WHERE workspace_id = :workspace_id AND touch_id = :touch_id AND lease_token = :token;

-- name: outbox_cancel :exec
-- what: Takes back a mail that has not reached its dot; changes 0 rows when it is too late.
-- param: reply_text text, now_us int, workspace_id int, touch_id int
UPDATE outbox
SET state = 'cancelled', not_before_us = NULL, reply_text = :reply_text, updated_us = :now_us,
    lease_token = NULL
WHERE workspace_id = :workspace_id AND touch_id = :touch_id
  AND state IN ('queued', 'leased', 'deferred');

-- name: outbox_take_back :exec
-- what: Whoever sent it takes it back; changes 0 rows when its dot is committed.
-- param: workspace_id int, touch_id int
DELETE FROM outbox
WHERE workspace_id = :workspace_id AND touch_id = :touch_id
  AND state IN ('queued', 'leased', 'deferred');

-- name: outbox_doubtful :many
-- what: Mail whose worker died after the dot: its lease ran out in state dot.
-- param: workspace_id int, mailbox_id int, now_us int, n int
-- row: touch_id int
SELECT touch_id FROM outbox
WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id AND first_touch IN (0, 1)
  AND not_before_us <= :now_us AND state = 'dot'
ORDER BY not_before_us, touch_id LIMIT :n;

-- name: outbox_resolve :exec
-- what: Settles an in-doubt mail by evidence or by a human.
-- param: state text, reply_text text, now_us int, workspace_id int, touch_id int
UPDATE outbox
SET state = :state, not_before_us = NULL, reply_text = :reply_text, updated_us = :now_us,
    lease_token = NULL
WHERE workspace_id = :workspace_id AND touch_id = :touch_id AND state IN ('dot', 'in_doubt');

-- name: outbox_next_due :one
-- what: When the next mail of a mailbox may leave; NULL: none waits.
-- param: workspace_id int, mailbox_id int
-- row: not_before_us int
SELECT MIN(not_before_us) FROM (
  SELECT not_before_us FROM (
    SELECT not_before_us FROM outbox
    WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id AND first_touch = 0
      AND not_before_us IS NOT NULL
    ORDER BY not_before_us, touch_id LIMIT 1) AS follow_ups
  UNION ALL
  SELECT not_before_us FROM (
    SELECT not_before_us FROM outbox
    WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id AND first_touch = 1
      AND not_before_us IS NOT NULL
    ORDER BY not_before_us, touch_id LIMIT 1) AS first_touches) AS earliest;

-- name: outbox_get :one
-- what: One mail.
-- param: workspace_id int, touch_id int
-- row: mailbox_id int, state text, envelope_to text, message blob, files int, reply_code int, reply_text text, updated_us int
SELECT o.mailbox_id, o.state, o.envelope_to, m.message, m.files, o.reply_code, o.reply_text,
  o.updated_us
FROM outbox o
JOIN outbox_messages m ON m.workspace_id = o.workspace_id AND m.touch_id = o.touch_id
WHERE o.workspace_id = :workspace_id AND o.touch_id = :touch_id;

-- name: outbox_newest :many
-- what: The newest mails, for the page that shows them.
-- param: workspace_id int, n int
-- row: touch_id int, state text, envelope_to text, updated_us int, prospect_id int, subject text, message_id text, mailbox text
-- scan: the first :n of an index in its order
SELECT o.touch_id, o.state, o.envelope_to, o.updated_us, t.prospect_id, t.subject, t.message_id,
  m.address
FROM outbox o
JOIN touches t ON t.workspace_id = o.workspace_id AND t.id = o.touch_id
JOIN mailboxes m ON m.workspace_id = o.workspace_id AND m.id = o.mailbox_id
WHERE o.workspace_id = :workspace_id
ORDER BY o.updated_us DESC, o.touch_id DESC LIMIT :n;

-- name: reply_insert :one
-- what: An inbound message; no row comes back when it was taken before.
-- param: workspace_id int, mailbox_id int, prospect_id int, touch_id int, user_id int, message_key text, from_address text, from_name text, subject text, received_us int, kind text, intent text, confidence real, new_text text, quoted_text text, state text, files text
-- row: id int
INSERT INTO replies (workspace_id, mailbox_id, prospect_id, touch_id, user_id, message_key,
  from_address, from_name, subject, received_us, kind, intent, confidence, new_text, quoted_text,
  state, files)
VALUES (:workspace_id, :mailbox_id, :prospect_id, :touch_id, :user_id, :message_key, :from_address,
  :from_name, :subject, :received_us, :kind, :intent, :confidence, :new_text, :quoted_text, :state,
  :files)
ON CONFLICT (workspace_id, mailbox_id, message_key) DO NOTHING
RETURNING id;

-- name: reply_get :one
-- what: One inbound message.
-- param: workspace_id int, id int
-- row: id int, mailbox_id int, prospect_id int, touch_id int, user_id int, from_address text, from_name text, subject text, received_us int, kind text, intent text, confidence real, new_text text, quoted_text text, state text, answered_us int, answer_touch_id int, snoozed_until_us int, files text, user_email text, user_name text
SELECT r.id, r.mailbox_id, r.prospect_id, r.touch_id, r.user_id, r.from_address, r.from_name,
  r.subject, r.received_us, r.kind, r.intent, r.confidence, r.new_text, r.quoted_text, r.state,
  r.answered_us, r.answer_touch_id, r.snoozed_until_us, r.files, u.email AS user_email,
  u.name AS user_name
FROM replies r
LEFT JOIN users u ON u.workspace_id = r.workspace_id AND u.id = r.user_id
WHERE r.workspace_id = :workspace_id AND r.id = :id;

-- name: reply_open_list :many
-- what: What waits for a human, newest first; not what rests until later.
-- param: workspace_id int, now_us int, n int
-- row: id int, mailbox_id int, prospect_id int, touch_id int, user_id int, from_address text, from_name text, subject text, received_us int, kind text, intent text, confidence real, new_text text, state text
SELECT id, mailbox_id, prospect_id, touch_id, user_id, from_address, from_name, subject,
  received_us, kind, intent, confidence, new_text, state
FROM replies WHERE workspace_id = :workspace_id AND state = 'open'
  AND (snoozed_until_us IS NULL OR snoozed_until_us <= :now_us)
ORDER BY received_us DESC, id DESC LIMIT :n;

-- name: reply_list :many
-- what: All inbound messages, newest first.
-- param: workspace_id int, n int
-- row: id int, mailbox_id int, prospect_id int, touch_id int, user_id int, from_address text, from_name text, subject text, received_us int, kind text, intent text, confidence real, new_text text, state text
-- scan: the first :n of an index in its order
SELECT id, mailbox_id, prospect_id, touch_id, user_id, from_address, from_name, subject,
  received_us, kind, intent, confidence, new_text, state
FROM replies WHERE workspace_id = :workspace_id
ORDER BY received_us DESC, id DESC LIMIT :n;

-- name: reply_of :many
-- what: A person's newest messages.
-- param: workspace_id int, prospect_id int, n int
-- row: id int, mailbox_id int, touch_id int, from_address text, from_name text, subject text, received_us int, kind text, intent text, confidence real, new_text text, state text
SELECT id, mailbox_id, touch_id, from_address, from_name, subject, received_us, kind, intent,
  confidence, new_text, state
FROM replies WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
ORDER BY id DESC LIMIT :n;

-- name: reply_open_count :one
-- what: How many messages wait for a human, counted to a cap.
-- param: workspace_id int, now_us int, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM replies
  WHERE workspace_id = :workspace_id AND state = 'open'
    AND (snoozed_until_us IS NULL OR snoozed_until_us <= :now_us)
  LIMIT :cap
) AS counted;

-- name: reply_set_state :exec
-- what: A human handled it, or took that back.
-- param: state text, handled_us int, workspace_id int, id int
UPDATE replies SET state = :state, handled_us = :handled_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_get :one
-- what: One mailbox with its user.
-- param: workspace_id int, id int
-- row: id int, user_id int, address text, name text, smtp_url text, smtp_user text, smtp_secret blob, imap_url text, imap_user text, imap_secret blob, imap_folder text, ca_file text, daily_limit int, pace_s int, is_paused int, paused_why text, uid_validity int, last_uid int, checked_us int, last_sent_us int, last_error text, created_us int, user_name text, user_zone text
SELECT m.id, m.user_id, m.address, m.name, m.smtp_url, m.smtp_user, m.smtp_secret, m.imap_url,
  m.imap_user, m.imap_secret, m.imap_folder, m.ca_file, m.daily_limit, m.pace_s, m.is_paused,
  m.paused_why, m.uid_validity, m.last_uid, m.checked_us, m.last_sent_us, m.last_error, m.created_us, u.name,
  u.zone
FROM mailboxes m JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
WHERE m.workspace_id = :workspace_id AND m.id = :id;

-- name: outbox_waiting :one
-- what: How many mails of a mailbox wait to leave, counted to a cap: follow-ups alone, or all.
-- param: workspace_id int, mailbox_id int, most_first_touch int, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM outbox
  WHERE workspace_id = :workspace_id AND mailbox_id = :mailbox_id
    AND first_touch <= :most_first_touch AND not_before_us IS NOT NULL
  LIMIT :cap) AS counted;

-- name: outbox_clearance :one
-- what: All that may still forbid a mail just before its final dot.
-- param: workspace_id int, touch_id int
-- row: touch_state text, prospect_id int, enrollment_id int, version_id int, step int, due_from_us int, due_until_us int, channels_shut int, email_bounced int, email text, phone text, mobile text, enrollment_state text, answered_us int, mailbox_paused int, sending_paused int, automatic int, promise_id int
SELECT t.state, t.prospect_id, t.enrollment_id, t.version_id, t.step, t.due_from_us, t.due_until_us,
  p.channels_shut, p.email_bounced, p.email, p.phone, p.mobile, e.state, e.answered_us,
  m.is_paused, w.sending_paused, t.automatic, t.promise_id
FROM touches t
JOIN prospects p ON p.workspace_id = t.workspace_id AND p.id = t.prospect_id
JOIN workspaces w ON w.id = t.workspace_id
LEFT JOIN enrollments e ON e.workspace_id = t.workspace_id AND e.id = t.enrollment_id
LEFT JOIN mailboxes m ON m.workspace_id = t.workspace_id AND m.id = t.mailbox_id
WHERE t.workspace_id = :workspace_id AND t.id = :touch_id;

-- name: outbox_hand_back :exec
-- what: A claimed mail goes back into the queue untouched.
-- param: not_before_us int, now_us int, workspace_id int, touch_id int, token int
UPDATE outbox SET state = 'queued', not_before_us = :not_before_us, updated_us = :now_us,
  lease_token = NULL
WHERE workspace_id = :workspace_id AND touch_id = :touch_id AND lease_token = :token
  AND state = 'leased';
