-- When a week closes, most students' facts of that week are all that is read. The week comes first: the facts of a term come
-- week by week, so the index grows at its end, whoever they are of; it serves retention as the one before it did.
DROP INDEX attendance_fact_by_week;
CREATE INDEX attendance_fact_by_week ON attendance_fact (week_starting, student_id);

-- The policies as the service was started with them, and since when; the last row is what it runs by.
CREATE TABLE policies_in_force (
    number   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    since    timestamptz NOT NULL,
    policies jsonb       NOT NULL
);
