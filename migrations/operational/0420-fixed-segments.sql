-- A segment for one occasion: its members are written down once and stay.
ALTER TABLE segments ADD COLUMN fixed boolean NOT NULL DEFAULT false;
