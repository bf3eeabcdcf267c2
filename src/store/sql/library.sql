-- The library: value points; and what a person heard of it last.

-- name: value_point_put :exec
-- what: A value point, new or under its old key with new words; it is on offer again.
-- param: workspace_id int, key text, title text, says text, persona text, stage text, objective text, language text, created_us int
INSERT INTO value_points (workspace_id, key, title, says, persona, stage, objective, language,
  created_us)
VALUES (:workspace_id, :key, :title, :says, :persona, :stage, :objective, :language, :created_us)
ON CONFLICT (workspace_id, key) DO UPDATE SET title = excluded.title, says = excluded.says,
  persona = excluded.persona, stage = excluded.stage, objective = excluded.objective,
  language = excluded.language, retired_us = NULL;

-- name: value_point_retire :exec
-- what: Nobody new hears it.
-- param: retired_us int, workspace_id int, key text
UPDATE value_points SET retired_us = :retired_us
WHERE workspace_id = :workspace_id AND key = :key AND retired_us IS NULL;

-- name: value_point_get :one
-- what: One value point.
-- param: workspace_id int, key text
-- row: id int, key text, title text, says text, persona text, stage text, objective text, language text, created_us int, retired_us int
SELECT id, key, title, says, persona, stage, objective, language, created_us, retired_us
FROM value_points WHERE workspace_id = :workspace_id AND key = :key;

-- name: value_point_list :many
-- what: The library, retired ones included, by key.
-- scan: a library is a few hundred rows
-- param: workspace_id int, n int
-- row: id int, key text, title text, says text, persona text, stage text, objective text, language text, created_us int, retired_us int
SELECT id, key, title, says, persona, stage, objective, language, created_us, retired_us
FROM value_points WHERE workspace_id = :workspace_id
ORDER BY key LIMIT :n;

-- name: said_to :many
-- what: The texts a person was sent, newest first: what a new one is compared with.
-- param: workspace_id int, prospect_id int, n int
-- row: id int, channel text, made_us int, body text
SELECT id, channel, made_us, body FROM touches
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
  AND body IS NOT NULL AND state <> 'cancelled' AND state <> 'held' AND state <> 'task'
  AND state <> 'failed' AND state <> 'skipped'
ORDER BY id DESC LIMIT :n;

-- name: said_last :one
-- what: The last thing told to a person that has a name.
-- param: workspace_id int, prospect_id int
-- row: channel text, made_us int, outcome text, value_point text
SELECT channel, made_us, outcome, value_point FROM touches
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
  AND state = 'made' AND value_point IS NOT NULL
ORDER BY made_us DESC, id DESC LIMIT 1;

-- name: answered_last :one
-- what: What a person last answered in words.
-- param: workspace_id int, prospect_id int
-- row: received_us int, new_text text
SELECT received_us, new_text FROM replies
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND kind = 'human'
ORDER BY id DESC LIMIT 1;
