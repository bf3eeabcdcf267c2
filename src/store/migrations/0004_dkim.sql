-- Keys that sign outgoing mail of a domain (RFC 6376). One signs at most; another may wait for its record to be seen.
-- private_sealed: sealed with the key kept outside the database. record: what to publish in DNS.

CREATE TABLE dkim_keys (
  workspace_id @int@ NOT NULL,
  domain @text@ NOT NULL,
  selector @text@ NOT NULL,
  private_sealed @blob@ NOT NULL,
  record @text@ NOT NULL,
  is_active @int@ NOT NULL,
  created_us @int@ NOT NULL
@end_keyed(workspace_id, domain, selector)@;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('dkim_keys', 'dkim_keys', '1000 1000 2 1');
ANALYZE sqlite_schema;
)@
