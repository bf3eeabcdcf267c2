-- Days off: of the workspace, of users, and what we keep free or open for people of a country.

-- name: days_off_version :one
-- what: Changes whenever a day off is added or removed.
-- param: id int
-- row: version int
SELECT days_off_version FROM workspaces WHERE id = :id;

-- name: days_off_changed :exec
-- what: Tells all processes that what they hold is old.
-- param: id int
UPDATE workspaces SET days_off_version = days_off_version + 1 WHERE id = :id;

-- name: days_off_ahead :many
-- what: The days off that end on a day or later, in order of their end.
-- param: workspace_id int, from_day int, n int
-- row: id int, user_id int, country text, region text, from_day int, until_day int, kind text, from_minute int, until_minute int, name text, hand_over_id int
SELECT id, user_id, country, region, from_day, until_day, kind, from_minute, until_minute, name,
  hand_over_id
FROM days_off
WHERE workspace_id = :workspace_id AND until_day >= :from_day
ORDER BY until_day, id LIMIT :n;

-- name: days_off_get :one
-- what: One of them.
-- param: workspace_id int, id int
-- row: id int, user_id int, country text, region text, from_day int, until_day int, kind text, from_minute int, until_minute int, name text, hand_over_id int
SELECT id, user_id, country, region, from_day, until_day, kind, from_minute, until_minute, name,
  hand_over_id
FROM days_off WHERE workspace_id = :workspace_id AND id = :id;

-- name: days_off_insert :one
-- what: A day off, or several in a row.
-- param: workspace_id int, user_id int, country text, region text, from_day int, until_day int, kind text, from_minute int, until_minute int, name text, hand_over_id int, created_us int
-- row: id int
INSERT INTO days_off (workspace_id, user_id, country, region, from_day, until_day, kind,
                      from_minute, until_minute, name, hand_over_id, created_us)
VALUES (:workspace_id, :user_id, :country, :region, :from_day, :until_day, :kind, :from_minute,
        :until_minute, :name, :hand_over_id, :created_us)
RETURNING id;

-- name: days_off_delete :exec
-- what: Takes one back.
-- param: workspace_id int, id int
DELETE FROM days_off WHERE workspace_id = :workspace_id AND id = :id;

-- name: days_off_wake :exec
-- what: Has the worker look now at those whose open task of a priority falls into days off of a user; a promise stays.
-- param: now_us int, workspace_id int, user_id int, priority int, from_us int, until_us int
UPDATE enrollments SET due_us = :now_us
WHERE workspace_id = :workspace_id AND state <> 'finished'
  AND id IN (SELECT enrollment_id FROM touches
             WHERE workspace_id = :workspace_id AND user_id = :user_id AND priority = :priority
               AND due_from_us < :until_us AND due_until_us > :from_us AND state = 'task'
               AND promise_id IS NULL AND enrollment_id IS NOT NULL);

-- name: days_off_lapse :exec
-- what: Ends the window of those tasks, so that they are planned anew.
-- param: now_us int, workspace_id int, user_id int, priority int, from_us int, until_us int
UPDATE touches SET due_until_us = :now_us
WHERE workspace_id = :workspace_id AND user_id = :user_id AND priority = :priority
  AND due_from_us < :until_us AND due_until_us > :from_us AND state = 'task'
  AND promise_id IS NULL AND enrollment_id IS NOT NULL;

-- name: days_off_wake_moved :exec
-- what: Has the worker look now at those whose open task days off had moved to a time still to come.
-- param: now_us int, workspace_id int, user_id int, priority int
UPDATE enrollments SET due_us = :now_us
WHERE workspace_id = :workspace_id AND state <> 'finished'
  AND id IN (SELECT enrollment_id FROM touches
             WHERE workspace_id = :workspace_id AND user_id = :user_id AND priority = :priority
               AND due_from_us > :now_us AND state = 'task' AND promise_id IS NULL
               AND enrollment_id IS NOT NULL AND reasons LIKE '%"day_off"%');

-- name: days_off_lapse_moved :exec
-- what: Ends the window of those tasks, so that they are planned anew.
-- param: now_us int, workspace_id int, user_id int, priority int
UPDATE touches SET due_until_us = :now_us
WHERE workspace_id = :workspace_id AND user_id = :user_id AND priority = :priority
  AND due_from_us > :now_us AND state = 'task' AND promise_id IS NULL
  AND enrollment_id IS NOT NULL AND reasons LIKE '%"day_off"%';

-- name: days_off_promises :many
-- what: A user's open promises that begin within days off, earliest first.
-- param: workspace_id int, user_id int, from_us int, until_us int, n int
-- row: id int, prospect_id int, from_us int, until_us int
SELECT id, prospect_id, from_us, until_us FROM promises
WHERE workspace_id = :workspace_id AND user_id = :user_id AND from_us >= :from_us
  AND from_us < :until_us AND state = 'open'
ORDER BY from_us, id LIMIT :n;
