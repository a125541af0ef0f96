CREATE VIEW legal_hold AS SELECT student_id, kind, id, since, until FROM hold_heard;

CREATE TABLE remark (
    student_id text        NOT NULL,
    text       text        NOT NULL,
    made_at    timestamptz NOT NULL
);

CREATE FUNCTION erase_student(student text, because text, person text, moment timestamptz, today date)
    RETURNS TABLE (erased_from text, erased_rows bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
    PERFORM begin_erasure(student, today);
    RETURN QUERY WITH gone AS (DELETE FROM remark t WHERE t.student_id = student RETURNING 1)
        SELECT 'remark', count(*) FROM gone;
    RETURN QUERY SELECT * FROM end_erasure(student, because, person, moment, '{history-1}');
END
$$;
REVOKE ALL ON FUNCTION erase_student(text, text, text, timestamptz, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_student(text, text, text, timestamptz, date) TO "${app}";

CREATE FUNCTION retain_remarks(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    DELETE FROM remark WHERE ctid IN (
        SELECT r.ctid FROM remark r
        WHERE r.made_at < before AND r.student_id NOT IN (SELECT held_students(today))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_remarks(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_remarks(timestamptz, date, integer) TO "${app}";
