-- may_promise: 0 when the mail was read as it was written, and says of nothing that it will be done; 1: it is read
-- for promises once it has left.
ALTER TABLE outbox ADD COLUMN may_promise @int@ NOT NULL DEFAULT 1;
