-- Swipes come session by session: with the session first in the key, what is needed next lies beside what was needed last,
-- however many other terms the tables hold. Every key has the student in it, by whom the tables can be spread.

ALTER TABLE attendance_record DROP CONSTRAINT attendance_record_pkey;
DROP INDEX attendance_record_by_session;
ALTER TABLE attendance_record ADD PRIMARY KEY (session_id, student_id);

ALTER TABLE record_history DROP CONSTRAINT record_history_pkey;
ALTER TABLE record_history ADD PRIMARY KEY (session_id, student_id, revision);

-- A student has hundreds of records, which share an entry: this index is small. It has no sister on the history, where every
-- swipe would have to find its student's place in it; the history of a student is that of the student's records.
CREATE INDEX attendance_record_by_student ON attendance_record (student_id);

-- A swipe finds its session by room and time, and then the student's record of it.
DROP INDEX attendance_record_by_place;
CREATE INDEX session_by_place ON session (room, starts_at, ends_at) WHERE NOT cancelled;
