-- A programme's week is looked at by its leader; weeks come one after the other, so the index grows at its end.
CREATE INDEX assessed_week_by_programme ON assessed_week (week_starting, programme_code);
