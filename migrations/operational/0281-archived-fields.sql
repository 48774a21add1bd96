-- Fields that are put away: their values stay, nobody is shown or asked about them.
ALTER TABLE fields ADD COLUMN archived_at timestamptz;
