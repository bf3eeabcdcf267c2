-- The reply desk: when somebody answered a reply, with which mail, and until when it may rest.

ALTER TABLE replies ADD COLUMN answered_us @int@;
ALTER TABLE replies ADD COLUMN answer_touch_id @int@;
ALTER TABLE replies ADD COLUMN snoozed_until_us @int@;
