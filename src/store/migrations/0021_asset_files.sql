-- Files to share: kept once a version, however many mails carry them.
-- user_id: who added the asset, 0 the system. file_id: the newest version of its file; NULL: it is a link only.
-- retired_us: nobody new gets it; what was sent keeps it.
ALTER TABLE assets ADD COLUMN persona @text@ NOT NULL DEFAULT '';
ALTER TABLE assets ADD COLUMN stage @text@ NOT NULL DEFAULT '';
ALTER TABLE assets ADD COLUMN user_id @int@ NOT NULL DEFAULT 0;
ALTER TABLE assets ADD COLUMN file_id @int@;
ALTER TABLE assets ADD COLUMN retired_us @int@;

-- A version never changes. sha256: of the content, in hexadecimal.
CREATE TABLE asset_files (
  id @id@,
  workspace_id @int@ NOT NULL REFERENCES workspaces (id),
  asset_id @int@ NOT NULL,
  version @int@ NOT NULL,
  file_name @text@ NOT NULL,
  media_type @text@ NOT NULL,
  size @int@ NOT NULL,
  sha256 @text@ NOT NULL,
  user_id @int@ NOT NULL,
  created_us @int@ NOT NULL,
  content @blob@ NOT NULL,
  UNIQUE (workspace_id, asset_id, version),
  @references(asset_id, assets)@
@end_of_table(workspace_id, id)@;

-- What a mail carries or links. file_id: NULL where it only links. place: where in outbox_messages.message the
-- encoded file belongs, which is not kept there.
CREATE TABLE touch_assets (
  workspace_id @int@ NOT NULL,
  touch_id @int@ NOT NULL,
  n @int@ NOT NULL,
  prospect_id @int@ NOT NULL,
  asset_id @int@ NOT NULL,
  file_id @int@,
  place @int@,
  @references(touch_id, touches)@,
  @references(asset_id, assets)@
@end_keyed(workspace_id, touch_id, n)@;
CREATE INDEX touch_assets_person ON touch_assets (workspace_id, prospect_id, touch_id);
CREATE INDEX touch_assets_asset ON touch_assets (workspace_id, asset_id, touch_id);

-- files: how many of them are cut out of the message.
ALTER TABLE outbox_messages ADD COLUMN files @int@ NOT NULL DEFAULT 0;

-- The largest file an asset may have, and the most a mail may carry; bytes.
ALTER TABLE workspaces ADD COLUMN asset_max_bytes @int@ NOT NULL DEFAULT 5242880;
ALTER TABLE workspaces ADD COLUMN mail_files_max_bytes @int@ NOT NULL DEFAULT 10485760;

@sqlite(
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('asset_files', 'sqlite_autoindex_asset_files_1', '5000 5000 2 1'),
  ('touch_assets', 'touch_assets', '1000000 1000000 1 1'),
  ('touch_assets', 'touch_assets_person', '1000000 1000000 2 1'),
  ('touch_assets', 'touch_assets_asset', '1000000 1000000 5000 1');
ANALYZE sqlite_schema;
)@
