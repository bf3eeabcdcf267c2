-- What came along with a reply, as JSON: [{"name", "type", "size"}]. The files themselves stay in the mailbox.
ALTER TABLE replies ADD COLUMN files @text@;
