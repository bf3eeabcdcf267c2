-- Enrollments: who is in which sequence, and when to look next.

-- name: enrollment_insert :one
-- what: Puts a person into a sequence; due at once or at the start given.
-- param: workspace_id int, prospect_id int, version_id int, mailbox_id int, user_id int, started_us int, due_us int, created_us int
-- row: id int
INSERT INTO enrollments (workspace_id, prospect_id, version_id, mailbox_id, user_id, state, step,
                         started_us, due_us, created_us, name_key, owner_id)
VALUES (:workspace_id, :prospect_id, :version_id, :mailbox_id, :user_id, 'pending', 0,
        :started_us, :due_us, :created_us,
        (SELECT name_key FROM prospects WHERE workspace_id = :workspace_id AND id = :prospect_id),
        (SELECT owner_id FROM prospects WHERE workspace_id = :workspace_id AND id = :prospect_id))
RETURNING id;

-- name: enrollment_open_of :one
-- what: The enrollment a person is in now.
-- param: workspace_id int, prospect_id int
-- row: id int, version_id int, mailbox_id int, user_id int, state text, paused_until_us int, paused_why text, step int, started_us int, answered_us int, due_us int, nurture_why text, nurture_until_us int
SELECT id, version_id, mailbox_id, user_id, state, paused_until_us, paused_why, step, started_us,
  answered_us, due_us, nurture_why, nurture_until_us
FROM enrollments
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND state <> 'finished';

-- name: enrollment_last_of :one
-- what: The newest enrollment of a person, open or finished.
-- param: workspace_id int, prospect_id int
-- row: id int, version_id int, mailbox_id int, user_id int, state text, finish_reason text, step int, started_us int, finished_us int, answered_us int
SELECT id, version_id, mailbox_id, user_id, state, finish_reason, step, started_us, finished_us,
  answered_us
FROM enrollments
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
ORDER BY id DESC LIMIT 1;

-- name: enrollment_get :one
-- what: One enrollment.
-- param: workspace_id int, id int
-- row: id int, prospect_id int, version_id int, mailbox_id int, user_id int, state text, finish_reason text, paused_until_us int, paused_why text, step int, started_us int, finished_us int, answered_us int, due_us int, nurture_why text, nurture_until_us int
SELECT id, prospect_id, version_id, mailbox_id, user_id, state, finish_reason, paused_until_us,
  paused_why, step, started_us, finished_us, answered_us, due_us, nurture_why, nurture_until_us
FROM enrollments WHERE workspace_id = :workspace_id AND id = :id;

-- name: enrollment_due :many
-- what: What is due, earliest first. Reads only the index.
-- param: workspace_id int, now_us int, n int
-- row: id int, due_us int
SELECT id, due_us FROM enrollments
WHERE workspace_id = :workspace_id AND due_us <= :now_us
ORDER BY due_us, id LIMIT :n;

-- name: enrollment_next_due :one
-- what: When the next enrollment is due that nobody is looking at.
-- param: workspace_id int, now_us int
-- row: due_us int
SELECT due_us FROM enrollments
WHERE workspace_id = :workspace_id AND due_us IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM enrollment_leases lease
                  WHERE lease.workspace_id = enrollments.workspace_id
                    AND lease.enrollment_id = enrollments.id AND lease.until_us > :now_us)
ORDER BY due_us, id LIMIT 1;

-- name: enrollment_lease_next :one
-- what: When the next lease lapses.
-- param: workspace_id int
-- row: until_us int
-- scan: only what is claimed at present
SELECT until_us FROM enrollment_leases WHERE workspace_id = :workspace_id
ORDER BY until_us LIMIT 1;

-- name: enrollment_claim :many
-- what: Claims what is due for one worker, until the lease ends. The enrollments themselves are not touched.
-- param: token int, lease_until_us int, workspace_id int, now_us int, n int
-- row: id int
-- sqlite:
INSERT INTO enrollment_leases (workspace_id, enrollment_id, token, until_us)
SELECT workspace_id, id, :token, :lease_until_us FROM enrollments
WHERE workspace_id = :workspace_id AND due_us <= :now_us
  AND NOT EXISTS (SELECT 1 FROM enrollment_leases lease
                  WHERE lease.workspace_id = enrollments.workspace_id
                    AND lease.enrollment_id = enrollments.id AND lease.until_us > :now_us)
ORDER BY due_us, id LIMIT :n
ON CONFLICT (workspace_id, enrollment_id) DO UPDATE
SET token = excluded.token, until_us = excluded.until_us
RETURNING enrollment_id;
-- postgresql:
INSERT INTO enrollment_leases (workspace_id, enrollment_id, token, until_us)
SELECT due.workspace_id, due.id, :token, :lease_until_us
FROM (SELECT workspace_id, id FROM enrollments
      WHERE workspace_id = :workspace_id AND due_us <= :now_us
        AND NOT EXISTS (SELECT 1 FROM enrollment_leases lease
                        WHERE lease.workspace_id = enrollments.workspace_id
                          AND lease.enrollment_id = enrollments.id AND lease.until_us > :now_us)
      ORDER BY due_us, id LIMIT :n FOR UPDATE SKIP LOCKED) due
ON CONFLICT (workspace_id, enrollment_id) DO UPDATE
SET token = excluded.token, until_us = excluded.until_us
WHERE enrollment_leases.until_us <= :now_us
RETURNING enrollment_id;

-- name: enrollment_claimed :one
-- what: An enrollment as it is now, for the worker whose token its lease carries; nobody else writes it meanwhile.
-- param: workspace_id int, id int, token int
-- row: id int, prospect_id int, version_id int, mailbox_id int, user_id int, state text, paused_until_us int, step int, started_us int, answered_us int, nurture_until_us int
-- sqlite:
SELECT enrollment.id, prospect_id, version_id, mailbox_id, user_id, state, paused_until_us, step,
  started_us, answered_us, nurture_until_us
FROM enrollment_leases lease
JOIN enrollments enrollment ON enrollment.workspace_id = lease.workspace_id
                           AND enrollment.id = lease.enrollment_id
WHERE lease.workspace_id = :workspace_id AND lease.enrollment_id = :id AND lease.token = :token;
-- postgresql:
SELECT enrollment.id, prospect_id, version_id, mailbox_id, user_id, state, paused_until_us, step,
  started_us, answered_us, nurture_until_us
FROM enrollment_leases lease
JOIN enrollments enrollment ON enrollment.workspace_id = lease.workspace_id
                           AND enrollment.id = lease.enrollment_id
WHERE lease.workspace_id = :workspace_id AND lease.enrollment_id = :id AND lease.token = :token
FOR UPDATE OF enrollment;

-- name: enrollment_lease_end :exec
-- what: Gives a claim back; changes 0 rows when the lease went to another.
-- param: workspace_id int, id int, token int
DELETE FROM enrollment_leases
WHERE workspace_id = :workspace_id AND enrollment_id = :id AND token = :token;

-- name: enrollment_settle :exec
-- what: A worker's verdict on what it claimed and still holds. Leaves the indexes by state alone.
-- param: step int, due_us int, workspace_id int, id int
UPDATE enrollments SET step = :step, due_us = :due_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: enrollment_settle_in :exec
-- what: The same, with another state than before.
-- param: state text, step int, due_us int, workspace_id int, id int
UPDATE enrollments SET state = :state, step = :step, due_us = :due_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: enrollment_move :exec
-- what: From one state to another (app/enrollment_move.h); changes 0 rows when it is in another meanwhile.
-- param: to_state text, finish_reason text, finished_us int, answered_us int, paused_until_us int, paused_why text, due_us int, workspace_id int, id int, from_state text
UPDATE enrollments
SET state = :to_state, finish_reason = :finish_reason, finished_us = :finished_us,
    answered_us = COALESCE(:answered_us, answered_us), paused_until_us = :paused_until_us,
    paused_why = :paused_why, due_us = :due_us
WHERE workspace_id = :workspace_id AND id = :id AND state = :from_state;

-- name: enrollment_wake :exec
-- what: Has the worker look at it at a given time, unless it is over.
-- param: due_us int, workspace_id int, id int
UPDATE enrollments SET due_us = :due_us
WHERE workspace_id = :workspace_id AND id = :id AND state <> 'finished';

-- name: enrollment_restore :exec
-- what: Undo: brings an enrollment back to what it was.
-- param: state text, due_us int, workspace_id int, id int
UPDATE enrollments
SET state = :state, finish_reason = NULL, finished_us = NULL, answered_us = NULL, due_us = :due_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: enrollment_follow_person :exec
-- what: A person's name and owner, where lists of a state or a sequence are sorted by them.
-- param: name_key text, owner_id int, workspace_id int, prospect_id int
UPDATE enrollments SET name_key = :name_key, owner_id = :owner_id
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
  AND (name_key <> :name_key OR owner_id IS DISTINCT FROM :owner_id);

-- name: enrollment_open_after :many
-- what: All open enrollments in order of their ids, a page at a time.
-- param: workspace_id int, after_id int, n int
-- row: id int, prospect_id int
SELECT id, prospect_id FROM enrollments
WHERE workspace_id = :workspace_id AND id > :after_id AND state <> 'finished'
ORDER BY id LIMIT :n;
