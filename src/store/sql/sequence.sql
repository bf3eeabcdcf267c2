-- Sequences, their immutable versions and their counts.

-- name: sequence_insert :one
-- what: A new sequence.
-- param: workspace_id int, name text, goal text, created_us int
-- row: id int
INSERT INTO sequences (workspace_id, name, goal, created_us)
VALUES (:workspace_id, :name, :goal, :created_us)
RETURNING id;

-- name: sequence_by_name :one
-- what: A sequence with its newest version.
-- param: workspace_id int, name text
-- row: id int, goal text, version_id int, version int
SELECT s.id, s.goal, v.id, v.version
FROM sequences s
JOIN sequence_versions v ON v.workspace_id = s.workspace_id AND v.sequence_id = s.id
WHERE s.workspace_id = :workspace_id AND s.name = :name
ORDER BY v.version DESC LIMIT 1;

-- name: sequence_set_goal :exec
-- what: The goal as the newest version says it.
-- param: goal text, workspace_id int, id int
UPDATE sequences SET goal = :goal WHERE workspace_id = :workspace_id AND id = :id;

-- name: sequence_version_insert :one
-- what: Publishes a version.
-- param: workspace_id int, sequence_id int, version int, source text, created_us int
-- row: id int
INSERT INTO sequence_versions (workspace_id, sequence_id, version, source, created_us)
VALUES (:workspace_id, :sequence_id, :version, :source, :created_us)
RETURNING id;

-- name: sequence_version_get :one
-- what: A version by its id, with the sequence's name.
-- param: workspace_id int, id int
-- row: id int, sequence_id int, version int, source text, name text
SELECT v.id, v.sequence_id, v.version, v.source, s.name
FROM sequence_versions v
JOIN sequences s ON s.workspace_id = v.workspace_id AND s.id = v.sequence_id
WHERE v.workspace_id = :workspace_id AND v.id = :id;

-- name: sequence_versions_of :many
-- what: The versions of a sequence, newest first.
-- param: workspace_id int, sequence_id int
-- row: id int, version int, created_us int
SELECT id, version, created_us FROM sequence_versions
WHERE workspace_id = :workspace_id AND sequence_id = :sequence_id
ORDER BY version DESC;

-- name: sequence_list :many
-- what: All sequences by name, each with its newest version.
-- param: workspace_id int
-- row: id int, name text, goal text, version_id int, version int
-- scan: a page shows them all
SELECT s.id, s.name, s.goal, v.id, v.version
FROM sequences s
JOIN sequence_versions v ON v.workspace_id = s.workspace_id AND v.sequence_id = s.id
WHERE s.workspace_id = :workspace_id
  AND v.version = (SELECT MAX(n.version) FROM sequence_versions n
                   WHERE n.workspace_id = s.workspace_id AND n.sequence_id = s.id)
ORDER BY s.name;

-- name: sequence_count_add :exec
-- what: Moves a maintained count.
-- param: workspace_id int, version_id int, step int, kind text, n int
INSERT INTO sequence_counts (workspace_id, version_id, step, kind, n)
VALUES (:workspace_id, :version_id, :step, :kind, :n)
ON CONFLICT (workspace_id, version_id, step, kind) DO UPDATE
SET n = sequence_counts.n + excluded.n;

-- name: sequence_counts_of :many
-- what: The counts of one sequence over all its versions.
-- param: workspace_id int, sequence_id int
-- row: version_id int, step int, kind text, n int
SELECT c.version_id, c.step, c.kind, c.n
FROM sequence_versions v
JOIN sequence_counts c ON c.workspace_id = v.workspace_id AND c.version_id = v.id
WHERE v.workspace_id = :workspace_id AND v.sequence_id = :sequence_id
ORDER BY c.version_id, c.step, c.kind;
