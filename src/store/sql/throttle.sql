-- Limits on what leaves, and what has left and come back by the hour.

-- name: mailbox_limits_get :one
-- what: A mailbox's limits beside its daily one.
-- param: workspace_id int, id int
-- row: hourly_limit int, ramp_days int, gate_from_hour int
SELECT hourly_limit, ramp_days, gate_from_hour
FROM mailboxes WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_limits_set :exec
-- what: Changes them.
-- param: hourly_limit int, ramp_days int, workspace_id int, id int
UPDATE mailboxes SET hourly_limit = :hourly_limit, ramp_days = :ramp_days
WHERE workspace_id = :workspace_id AND id = :id;

-- name: mailbox_gate_set :exec
-- what: Somebody looked into its bounces and complaints: from this hour on they count anew.
-- param: gate_from_hour int, workspace_id int, id int
UPDATE mailboxes SET gate_from_hour = :gate_from_hour
WHERE workspace_id = :workspace_id AND id = :id;

-- name: workspace_limits_get :one
-- what: Limits of the whole team, and of each domain it sends from; 0: none.
-- param: id int
-- row: mail_day_limit int, mail_hour_limit int, domain_day_limit int, domain_hour_limit int
SELECT mail_day_limit, mail_hour_limit, domain_day_limit, domain_hour_limit
FROM workspaces WHERE id = :id;

-- name: workspace_limits_set :exec
-- what: Changes them.
-- param: mail_day_limit int, mail_hour_limit int, domain_day_limit int, domain_hour_limit int, id int
UPDATE workspaces
SET mail_day_limit = :mail_day_limit, mail_hour_limit = :mail_hour_limit,
    domain_day_limit = :domain_day_limit, domain_hour_limit = :domain_hour_limit
WHERE id = :id;

-- name: mail_hours_get :one
-- what: What left and came back: since the gate's hour, since the day's first hour, in this hour.
-- param: workspace_id int, scope text, from_hour int, gate_hour int, day_hour int, hour int
-- row: sent int, bounced int, complained int, day_sent int, hour_sent int
SELECT COALESCE(SUM(CASE WHEN hour >= :gate_hour THEN sent ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN hour >= :gate_hour THEN bounced ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN hour >= :gate_hour THEN complained ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN hour >= :day_hour THEN sent ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN hour >= :hour THEN sent ELSE 0 END), 0)
FROM mail_hours
WHERE workspace_id = :workspace_id AND scope = :scope AND hour >= :from_hour;

-- name: mail_hours_add :exec
-- what: So many more in this hour.
-- param: workspace_id int, scope text, hour int, sent int, bounced int, complained int
INSERT INTO mail_hours (workspace_id, scope, hour, sent, bounced, complained)
VALUES (:workspace_id, :scope, :hour, :sent, :bounced, :complained)
ON CONFLICT (workspace_id, scope, hour) DO UPDATE
SET sent = mail_hours.sent + excluded.sent, bounced = mail_hours.bounced + excluded.bounced,
    complained = mail_hours.complained + excluded.complained;

-- name: mail_hours_forget :exec
-- what: Nobody asks for what is so long ago.
-- param: workspace_id int, scope text, hour int
DELETE FROM mail_hours WHERE workspace_id = :workspace_id AND scope = :scope AND hour < :hour;

-- name: step_first_tried :one
-- what: When a step's first mail was made, however often it was taken back and made anew.
-- param: workspace_id int, prospect_id int, enrollment_id int, step int
-- row: created_us int
SELECT MIN(created_us) FROM touches
WHERE workspace_id = :workspace_id AND prospect_id = :prospect_id
  AND enrollment_id = :enrollment_id AND step = :step AND channel = 'email';
