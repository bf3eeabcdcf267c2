-- Where people outside reach Seventh: the https address in front of it, and whether links in mail lead through it.
-- public_url '' is none: mail then offers to unsubscribe by answering only.

ALTER TABLE workspaces ADD COLUMN public_url @text@ NOT NULL DEFAULT '';
