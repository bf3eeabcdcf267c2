-- A first import used to take these sizes down together with the indexes it rebuilds: they are told again.
@sqlite(
DELETE FROM sqlite_stat1 WHERE tbl = 'prospects';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('prospects', 'prospects_email', '1000000 1 1'),
  ('prospects', 'prospects_external', '1000000 1000000 1'),
  ('prospects', 'prospects_name', '1000000 1000000 5'),
  ('prospects', 'prospects_account', '1000000 10 10'),
  ('prospects', 'prospects_owner', '1000000 1000000 50000 2 1'),
  ('prospects', 'prospects_fresh', '100000 100000 5000 1');
ANALYZE sqlite_schema;
)@
