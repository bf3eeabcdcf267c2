-- Copies of sent mail in the mailbox's own Sent folder, where the provider does not keep them itself.
-- sent_copy: 'auto' (as the provider is known), 'on', 'off'. sent_folder: NULL is found by itself.

ALTER TABLE mailboxes ADD COLUMN sent_copy @text@ NOT NULL DEFAULT 'auto';
ALTER TABLE mailboxes ADD COLUMN sent_folder @text@;

-- Mail that left and whose copy is not there yet.
CREATE TABLE sent_copies (
  workspace_id @int@ NOT NULL,
  mailbox_id @int@ NOT NULL,
  touch_id @int@ NOT NULL,
  @references(mailbox_id, mailboxes)@,
  @references(touch_id, touches)@
@end_keyed(workspace_id, mailbox_id, touch_id)@;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('sent_copies', 'sent_copies', '1000 1000 50 1');
ANALYZE sqlite_schema;
)@
