-- What a batch is for, so that whoever finds it cut off can bring it to its end; null for batches from before.
ALTER TABLE batches ADD COLUMN task jsonb;
-- True while the batch's part in the profiles is being taken away.
ALTER TABLE batches ADD COLUMN removing boolean NOT NULL DEFAULT false;
ALTER TABLE batches ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX batches_open_idx ON batches (workspace, number) WHERE state = 'staged' OR removing;
