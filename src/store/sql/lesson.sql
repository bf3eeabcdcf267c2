-- What people corrected in the reading of replies.

-- name: lesson_put :exec
-- what: A person says what a reply means; said again, the last word counts.
-- param: workspace_id int, reply_id int, user_id int, intent text, was text, text text, taught_us int
INSERT INTO intent_lessons (workspace_id, reply_id, user_id, intent, was, text, taught_us)
VALUES (:workspace_id, :reply_id, :user_id, :intent, :was, :text, :taught_us)
ON CONFLICT (workspace_id, reply_id) DO UPDATE
SET user_id = excluded.user_id, intent = excluded.intent, taught_us = excluded.taught_us;

-- name: lesson_list :many
-- what: The lessons of the newest replies, newest first.
-- param: workspace_id int, n int
-- row: reply_id int, intent text, text text, taught_us int
-- scan: the last :n of an index in its order
SELECT reply_id, intent, text, taught_us FROM intent_lessons
WHERE workspace_id = :workspace_id ORDER BY reply_id DESC LIMIT :n;

-- name: workspace_note_lesson :exec
-- what: The lessons changed: models made of them are old.
-- param: id int
UPDATE workspaces SET lesson_changes = COALESCE(lesson_changes, 0) + 1 WHERE id = :id;

-- name: workspace_lesson_mark :one
-- what: How often the lessons changed.
-- param: id int
-- row: lesson_changes int
SELECT COALESCE(lesson_changes, 0) AS lesson_changes FROM workspaces WHERE id = :id;

-- name: reply_set_intent :exec
-- what: A person says what it means.
-- param: intent text, workspace_id int, id int
UPDATE replies SET intent = :intent, confidence = 1.0
WHERE workspace_id = :workspace_id AND id = :id;
