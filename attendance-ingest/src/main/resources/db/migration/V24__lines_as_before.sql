-- A swipe changes nothing of what its record repeats of the session, and most lines are a swipe's: they leave that out. It is
-- as in the line before; a record's first line has it, and so has every line that the timetable, a register or a close makes.
ALTER TABLE record_history
    ALTER COLUMN module_code DROP NOT NULL,
    ALTER COLUMN activity DROP NOT NULL,
    ALTER COLUMN starts_at DROP NOT NULL,
    ALTER COLUMN ends_at DROP NOT NULL,
    ALTER COLUMN compulsory DROP NOT NULL,
    ADD CHECK (starts_at IS NOT NULL OR revision > 1 AND source = 'SWIPE');

-- The lines as they were said, whole.
CREATE VIEW record_line AS
SELECT h.student_id, h.session_id, h.revision, h.changed_at, said.module_code, said.activity, said.starts_at, said.ends_at,
    said.compulsory, h.status, h.source, h.observed_at, h.contradicted, h.received_at, h.reported_by, h.place,
    h.session_version, h.swiped_card, h.swiped_room
FROM record_history h
CROSS JOIN LATERAL (
    SELECT * FROM record_history b
    WHERE b.session_id = h.session_id AND b.student_id = h.student_id AND b.revision <= h.revision
        AND b.starts_at IS NOT NULL
    ORDER BY b.revision DESC
    LIMIT 1
) AS said;
