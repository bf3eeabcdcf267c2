-- What a mail says never changes, while its state does at every step: a message beside its outbox row is not
-- written anew with each.

CREATE TABLE outbox_messages (
  touch_id @id@,
  workspace_id @int@ NOT NULL,
  message @blob@ NOT NULL,
  @references(touch_id, touches)@
@end_of_table(workspace_id, touch_id)@;

INSERT INTO outbox_messages (touch_id, workspace_id, message)
SELECT touch_id, workspace_id, message FROM outbox;
ALTER TABLE outbox DROP COLUMN message;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('outbox_messages', NULL, '5000000');
ANALYZE sqlite_schema;
)@
