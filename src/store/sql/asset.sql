-- Assets: what there is to show, as a link or a file; and which mail carried what.

-- name: asset_insert :one
-- what: A new asset, without a file yet.
-- param: workspace_id int, key text, title text, url text, kind text, language text, value_point text, persona text, stage text, user_id int, created_us int
-- row: id int
INSERT INTO assets (workspace_id, key, title, url, kind, language, value_point, persona, stage,
  user_id, created_us)
VALUES (:workspace_id, :key, :title, :url, :kind, :language, :value_point, :persona, :stage,
  :user_id, :created_us)
RETURNING id;

-- name: asset_change :exec
-- what: It is described anew, and on offer again.
-- param: title text, url text, kind text, language text, value_point text, persona text, stage text, workspace_id int, id int
UPDATE assets SET title = :title, url = :url, kind = :kind, language = :language,
  value_point = :value_point, persona = :persona, stage = :stage, retired_us = NULL
WHERE workspace_id = :workspace_id AND id = :id;

-- name: asset_by_key :one
-- what: One asset with the newest version of its file.
-- param: workspace_id int, key text
-- row: id int, key text, title text, url text, kind text, language text, value_point text, persona text, stage text, user_id int, file_id int, retired_us int, created_us int, version int, file_name text, media_type text, size int, sha256 text, file_us int
SELECT a.id, a.key, a.title, a.url, a.kind, a.language, a.value_point, a.persona, a.stage,
  a.user_id, a.file_id, a.retired_us, a.created_us, f.version, f.file_name, f.media_type, f.size,
  f.sha256, f.created_us
FROM assets a
LEFT JOIN asset_files f ON f.workspace_id = a.workspace_id AND f.id = a.file_id
WHERE a.workspace_id = :workspace_id AND a.key = :key;

-- name: asset_list :many
-- what: The assets with their newest files, by key.
-- scan: a library is a few hundred rows
-- param: workspace_id int, n int
-- row: id int, key text, title text, url text, kind text, language text, value_point text, persona text, stage text, user_id int, file_id int, retired_us int, created_us int, version int, file_name text, media_type text, size int, sha256 text, file_us int
SELECT a.id, a.key, a.title, a.url, a.kind, a.language, a.value_point, a.persona, a.stage,
  a.user_id, a.file_id, a.retired_us, a.created_us, f.version, f.file_name, f.media_type, f.size,
  f.sha256, f.created_us
FROM assets a
LEFT JOIN asset_files f ON f.workspace_id = a.workspace_id AND f.id = a.file_id
WHERE a.workspace_id = :workspace_id
ORDER BY a.key LIMIT :n;

-- name: asset_retire :exec
-- what: Nobody new gets it.
-- param: retired_us int, workspace_id int, id int
UPDATE assets SET retired_us = :retired_us
WHERE workspace_id = :workspace_id AND id = :id AND retired_us IS NULL;

-- name: asset_delete :exec
-- what: Forgets an asset that nobody ever got; its files went before.
-- param: workspace_id int, id int
DELETE FROM assets WHERE workspace_id = :workspace_id AND id = :id;

-- name: asset_file_insert :one
-- what: A version of an asset's file.
-- param: workspace_id int, asset_id int, version int, file_name text, media_type text, size int, sha256 text, user_id int, created_us int, content blob
-- row: id int
INSERT INTO asset_files (workspace_id, asset_id, version, file_name, media_type, size, sha256,
  user_id, created_us, content)
VALUES (:workspace_id, :asset_id, :version, :file_name, :media_type, :size, :sha256, :user_id,
  :created_us, :content)
RETURNING id;

-- name: asset_set_file :exec
-- what: This version is the one that mails carry from now on.
-- param: file_id int, workspace_id int, id int
UPDATE assets SET file_id = :file_id WHERE workspace_id = :workspace_id AND id = :id;

-- name: asset_file_list :many
-- what: The versions of an asset's file, newest first.
-- param: workspace_id int, asset_id int, n int
-- row: id int, version int, file_name text, media_type text, size int, sha256 text, created_us int
SELECT id, version, file_name, media_type, size, sha256, created_us FROM asset_files
WHERE workspace_id = :workspace_id AND asset_id = :asset_id
ORDER BY version DESC LIMIT :n;

-- name: asset_file_id :one
-- what: One version of an asset's file.
-- param: workspace_id int, asset_id int, version int
-- row: id int
SELECT id FROM asset_files
WHERE workspace_id = :workspace_id AND asset_id = :asset_id AND version = :version;

-- name: asset_file_content :one
-- what: What a version holds.
-- param: workspace_id int, id int
-- row: file_name text, media_type text, sha256 text, content blob
SELECT file_name, media_type, sha256, content FROM asset_files
WHERE workspace_id = :workspace_id AND id = :id;

-- name: asset_file_delete_unused :exec
-- what: Versions that no mail carries, but for one.
-- param: workspace_id int, asset_id int, kept_id int
DELETE FROM asset_files
WHERE workspace_id = :workspace_id AND asset_id = :asset_id AND id <> :kept_id
  AND id NOT IN (SELECT x.file_id FROM touch_assets x
                 WHERE x.workspace_id = :workspace_id AND x.asset_id = :asset_id
                   AND x.file_id IS NOT NULL);

-- name: touch_asset_add :exec
-- what: A mail carries it, or links it (file_id and place NULL).
-- param: workspace_id int, touch_id int, n int, prospect_id int, asset_id int, file_id int, place int
INSERT INTO touch_assets (workspace_id, touch_id, n, prospect_id, asset_id, file_id, place)
VALUES (:workspace_id, :touch_id, :n, :prospect_id, :asset_id, :file_id, :place);

-- name: touch_asset_drop :exec
-- what: What a mail carried that was taken back.
-- param: workspace_id int, touch_id int
DELETE FROM touch_assets WHERE workspace_id = :workspace_id AND touch_id = :touch_id;

-- name: touch_asset_list :many
-- what: What a mail carries and links, in order. is_current: the asset is on offer with just this file.
-- param: workspace_id int, touch_id int
-- row: asset_id int, file_id int, place int, key text, title text, url text, version int, file_name text, media_type text, size int, is_current int
SELECT x.asset_id, x.file_id, x.place, a.key, a.title, a.url, f.version, f.file_name, f.media_type,
  f.size,
  CASE WHEN a.retired_us IS NULL AND (x.file_id IS NULL OR x.file_id = a.file_id) THEN 1 ELSE 0 END
FROM touch_assets x
JOIN assets a ON a.workspace_id = x.workspace_id AND a.id = x.asset_id
LEFT JOIN asset_files f ON f.workspace_id = x.workspace_id AND f.id = x.file_id
WHERE x.workspace_id = :workspace_id AND x.touch_id = :touch_id
ORDER BY x.n;

-- name: touch_assets_of :many
-- what: What the mails of a person carry and link, in order.
-- param: workspace_id int, prospect_id int
-- row: touch_id int, file_id int, key text, title text, url text, file_name text, size int
SELECT x.touch_id, x.file_id, a.key, a.title, a.url, f.file_name, f.size
FROM touch_assets x
JOIN assets a ON a.workspace_id = x.workspace_id AND a.id = x.asset_id
LEFT JOIN asset_files f ON f.workspace_id = x.workspace_id AND f.id = x.file_id
WHERE x.workspace_id = :workspace_id AND x.prospect_id = :prospect_id
ORDER BY x.touch_id, x.n;

-- name: asset_given :many
-- what: What a person was given, or is about to get, oldest first.
-- param: workspace_id int, prospect_id int, n int
-- row: asset_id int, key text, title text, kind text, file_id int, touch_id int, state text, made_us int, created_us int
SELECT x.asset_id, a.key, a.title, a.kind, x.file_id, t.id, t.state, t.made_us, t.created_us
FROM touch_assets x
JOIN touches t ON t.workspace_id = x.workspace_id AND t.id = x.touch_id
JOIN assets a ON a.workspace_id = x.workspace_id AND a.id = x.asset_id
WHERE x.workspace_id = :workspace_id AND x.prospect_id = :prospect_id
  AND t.state IN ('made', 'queued', 'in_doubt')
ORDER BY x.touch_id LIMIT :n;

-- name: asset_used_count :one
-- what: How many mails carried or linked it, counted to a cap.
-- param: workspace_id int, asset_id int, cap int
-- row: n int
SELECT COUNT(*) FROM (
  SELECT 1 FROM touch_assets
  WHERE workspace_id = :workspace_id AND asset_id = :asset_id LIMIT :cap) AS counted;

-- name: asset_queued :many
-- what: Mails with an asset that have not left, in order.
-- param: workspace_id int, asset_id int, after_id int, n int
-- row: touch_id int
SELECT t.id
FROM touch_assets x
JOIN touches t ON t.workspace_id = x.workspace_id AND t.id = x.touch_id
WHERE x.workspace_id = :workspace_id AND x.asset_id = :asset_id AND x.touch_id > :after_id
  AND t.state = 'queued'
ORDER BY x.touch_id LIMIT :n;

-- name: reply_answered_by :one
-- what: The reply that a mail answers.
-- param: workspace_id int, prospect_id int, touch_id int
-- row: id int
SELECT id FROM replies
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id AND answer_touch_id = :touch_id;

-- name: touch_hold :exec
-- what: A queued touch waits for a human; `note` says why.
-- param: note text, workspace_id int, id int
UPDATE touches SET state = 'held', note = :note, message_id = NULL
WHERE workspace_id = :workspace_id AND id = :id AND state = 'queued';

-- name: asset_limits :one
-- what: The largest file an asset may have, and the most a mail may carry.
-- param: id int
-- row: asset_max_bytes int, mail_files_max_bytes int
SELECT asset_max_bytes, mail_files_max_bytes FROM workspaces WHERE id = :id;

-- name: asset_limits_set :exec
-- what: Changes them.
-- param: asset_max_bytes int, mail_files_max_bytes int, id int
UPDATE workspaces SET asset_max_bytes = :asset_max_bytes,
  mail_files_max_bytes = :mail_files_max_bytes
WHERE id = :id;

-- name: touch_said_again :one
-- what: A human let this step go although its files were given before.
-- param: workspace_id int, prospect_id int, enrollment_id int, step int, note text
-- row: id int
SELECT id FROM touches
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
  AND enrollment_id = :enrollment_id AND step = :step AND state = 'cancelled' AND note = :note
LIMIT 1;
