-- Days before 1900 and after 2299 failed their check. They are read again, once, in each workspace that has records.
INSERT INTO jobs (id, workspace, kind, lane, input, created_by, created_at, run_after, state)
SELECT 'job_' || repeat('0', 12) || substr(md5(w.id), 1, 14), w.id, 'replay', 'write', '{"only": "days"}'::jsonb,
  coalesce((SELECT min(m.user_id) FROM members AS m WHERE m.workspace = w.id AND m.role = 'owner'), 'program'), now(), now(), 'queued'
FROM workspaces AS w
WHERE EXISTS (SELECT FROM batches AS b WHERE b.workspace = w.id);
