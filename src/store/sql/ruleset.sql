-- Rulesets by name, what counts towards the daily caps, and the enrollments a person had.

-- name: ruleset_texts :one
-- what: The workspace's rules, and those of a name beside them (NULL when there are none).
-- param: name text, workspace_id int
-- row: ruleset text, overrides text
SELECT workspaces.ruleset, rulesets.overrides
FROM workspaces
LEFT JOIN rulesets ON rulesets.workspace_id = workspaces.id AND rulesets.name = :name
WHERE workspaces.id = :workspace_id;

-- name: ruleset_list :many
-- what: All rulesets with a name.
-- param: workspace_id int
-- row: name text, overrides text, changed_us int
-- scan: a handful, and a page shows them all
SELECT name, overrides, changed_us FROM rulesets WHERE workspace_id = :workspace_id ORDER BY name;

-- name: ruleset_put :exec
-- what: Sets the rules of a name.
-- param: workspace_id int, name text, overrides text, changed_us int
INSERT INTO rulesets (workspace_id, name, overrides, changed_us)
VALUES (:workspace_id, :name, :overrides, :changed_us)
ON CONFLICT (workspace_id, name) DO UPDATE
SET overrides = excluded.overrides, changed_us = excluded.changed_us;

-- name: ruleset_remove :exec
-- what: Takes a ruleset away; its sequences keep to the workspace's.
-- param: workspace_id int, name text
DELETE FROM rulesets WHERE workspace_id = :workspace_id AND name = :name;

-- name: mail_day_get :one
-- what: Mails planned on a day for a mailbox or to a mail domain.
-- param: workspace_id int, kind text, key text, day int
-- row: n int
SELECT n FROM mail_days
WHERE workspace_id = :workspace_id AND kind = :kind AND key = :key AND day = :day;

-- name: mail_day_add :exec
-- what: One more of them.
-- param: workspace_id int, kind text, key text, day int
INSERT INTO mail_days (workspace_id, kind, key, day, n)
VALUES (:workspace_id, :kind, :key, :day, 1)
ON CONFLICT (workspace_id, kind, key, day) DO UPDATE SET n = mail_days.n + 1;

-- name: enrollment_past_of :many
-- what: Every enrollment a person has or had, with its sequence.
-- param: workspace_id int, prospect_id int
-- row: state text, sequence_id int, sequence text
SELECT enrollments.state, sequences.id, sequences.name
FROM enrollments
JOIN sequence_versions ON sequence_versions.id = enrollments.version_id
JOIN sequences ON sequences.id = sequence_versions.sequence_id
WHERE enrollments.workspace_id = :workspace_id AND enrollments.prospect_id = :prospect_id
ORDER BY enrollments.id;
