-- Nearly every swipe makes the first line of a record's history after the timetable's, and nobody looks at it again. It lies in
-- that line, of which these tell what else there is to know of it, and is not written a second time. Whoever looks at the evidence
-- has it move out to the other swipes first; then they are empty, as in every other line.
ALTER TABLE record_history ADD COLUMN swiped_card text COLLATE "C", ADD COLUMN swiped_room text COLLATE "C";
