-- How wide a view's columns are, and which of them stay in sight.
ALTER TABLE views ADD COLUMN layout jsonb NOT NULL DEFAULT '{"widths": {}, "pinned": []}';
