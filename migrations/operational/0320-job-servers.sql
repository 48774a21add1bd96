-- Which server is at a job: it holds a lock of that name as long as it lives, so a busy one is not taken for a dead one.
ALTER TABLE jobs ADD COLUMN server text;
