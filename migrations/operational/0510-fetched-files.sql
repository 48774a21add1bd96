-- Of each time something was fetched: how many files it brought, and which could not be read, with the reason.
ALTER TABLE connector_runs ADD COLUMN files integer NOT NULL DEFAULT 0;
ALTER TABLE connector_runs ADD COLUMN skipped jsonb NOT NULL DEFAULT '[]';
