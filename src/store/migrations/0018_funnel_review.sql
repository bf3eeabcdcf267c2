-- The funnel review looks for people who were tried and then left: by owner, the latest first.
CREATE INDEX prospects_quiet ON prospects (workspace_id, owner_id, last_touch_us, id)
  WHERE last_touch_us IS NOT NULL;
@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('prospects', 'prospects_quiet', '500000 500000 25000 1 1');
ANALYZE sqlite_schema;
)@
