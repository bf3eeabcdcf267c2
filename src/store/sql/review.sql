-- The funnel review: people who were tried, heard nothing more from us, and are worth a second look.

-- name: review_owned :many
-- what: An owner's people, tried last before a time, in no sequence, without a task, not reviewed of late; latest first.
-- param: workspace_id int, owner_id int, quiet_us int, reviewed_us int, n int
-- row: id int
SELECT p.id FROM prospects p
WHERE p.workspace_id = :workspace_id AND p.owner_id = :owner_id
  AND p.last_touch_us IS NOT NULL AND p.last_touch_us < :quiet_us AND p.channels_shut <> -1
  AND NOT EXISTS (SELECT 1 FROM enrollments e
                  WHERE e.workspace_id = p.workspace_id AND e.prospect_id = p.id
                    AND e.state <> 'finished')
  AND NOT EXISTS (SELECT 1 FROM touches t
                  WHERE t.workspace_id = p.workspace_id AND t.prospect_id = p.id
                    AND t.state = 'task')
  AND NOT EXISTS (SELECT 1 FROM ledger l
                  WHERE l.workspace_id = p.workspace_id AND l.prospect_id = p.id
                    AND l.at_us > :reviewed_us AND l.kind = 'review')
ORDER BY p.last_touch_us DESC, p.id DESC LIMIT :n;

-- name: review_unowned :many
-- what: The same of people nobody owns: apart, since PostgreSQL walks no index for IS NOT DISTINCT FROM.
-- param: workspace_id int, quiet_us int, reviewed_us int, n int
-- row: id int
SELECT p.id FROM prospects p
WHERE p.workspace_id = :workspace_id AND p.owner_id IS NULL
  AND p.last_touch_us IS NOT NULL AND p.last_touch_us < :quiet_us AND p.channels_shut <> -1
  AND NOT EXISTS (SELECT 1 FROM enrollments e
                  WHERE e.workspace_id = p.workspace_id AND e.prospect_id = p.id
                    AND e.state <> 'finished')
  AND NOT EXISTS (SELECT 1 FROM touches t
                  WHERE t.workspace_id = p.workspace_id AND t.prospect_id = p.id
                    AND t.state = 'task')
  AND NOT EXISTS (SELECT 1 FROM ledger l
                  WHERE l.workspace_id = p.workspace_id AND l.prospect_id = p.id
                    AND l.at_us > :reviewed_us AND l.kind = 'review')
ORDER BY p.last_touch_us DESC, p.id DESC LIMIT :n;
