-- A no that was read but not surely: proposed from, and counted as one only when a human confirms it.
ALTER TABLE refusals ADD COLUMN guess @int@ NOT NULL DEFAULT 0;
