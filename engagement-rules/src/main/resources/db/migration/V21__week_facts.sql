-- The facts of a term come week by week and session by session, so both indexes of them grow where they were written last, not
-- all over as one that begins with the student. When a week closes, its facts alone are read of most students; all of a student's
-- facts are found by skipping from week to week in the same index, of which there are a few dozen a year.
ALTER TABLE attendance_fact DROP CONSTRAINT attendance_fact_pkey, ADD PRIMARY KEY (session_id, student_id);
DROP INDEX attendance_fact_by_week;
CREATE INDEX attendance_fact_by_week ON attendance_fact (week_starting, student_id);

-- The policies as the service was started with them, and since when; the last row is what it runs by.
CREATE TABLE policies_in_force (
    number   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    since    timestamptz NOT NULL,
    policies jsonb       NOT NULL
);
