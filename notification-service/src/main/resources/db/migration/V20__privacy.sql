-- Export, erasure and retention: see docs/privacy.md. The functions belong to the owner of the tables; the application may call
-- them and do no more.

-- Cases and appeals, as they were heard of; and e-mails that may be on their way at this moment.
CREATE VIEW legal_hold AS
SELECT student_id, kind, id, since, until FROM hold_heard
UNION ALL
SELECT student_id, 'e-mail', id::text, asked_at, NULL FROM email WHERE stage IN ('SENDING', 'UNKNOWN');

CREATE INDEX email_by_time ON email USING brin (asked_at) WITH (autosummarize = on);
CREATE INDEX attendance_by_time ON attendance USING brin (starts_at) WITH (autosummarize = on);

CREATE FUNCTION erase_student(student text, because text, person text, moment timestamptz, today date)
    RETURNS TABLE (erased_from text, erased_rows bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
    PERFORM begin_erasure(student, today);
    -- Whoever takes one of the e-mails to send it at this moment is waited for, and then looked at again.
    PERFORM FROM email e WHERE e.student_id = student FOR UPDATE;
    PERFORM begin_erasure(student, today);
    RETURN QUERY WITH gone AS (DELETE FROM raise t WHERE t.threshold_id IN (SELECT e.threshold_id FROM email e WHERE e.student_id = student) RETURNING 1)
        SELECT 'raise', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM appeal t WHERE t.appeal_id IN (SELECT e.event ->> 'appealId' FROM email e WHERE e.student_id = student) RETURNING 1)
        SELECT 'appeal', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM email t WHERE t.student_id = student RETURNING 1)
        SELECT 'email', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM attendance t WHERE t.student_id = student RETURNING 1)
        SELECT 'attendance', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM authorised_absence t WHERE t.student_id = student RETURNING 1)
        SELECT 'authorised_absence', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM student t WHERE t.student_id = student RETURNING 1)
        SELECT 'student', count(*) FROM gone;
    RETURN QUERY SELECT * FROM end_erasure(student, because, person, moment, '{}');
END
$$;
REVOKE ALL ON FUNCTION erase_student(text, text, text, timestamptz, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_student(text, text, text, timestamptz, date) TO "${app}";

-- The newest first, where one corrects or repeats another.
CREATE FUNCTION retain_e_mails(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    DELETE FROM email WHERE id IN (
        SELECT e.id FROM email e
        WHERE e.asked_at < before AND e.ended_at < before
            AND e.stage IN ('SENT', 'FAILED', 'WITHDRAWN') AND e.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (SELECT FROM email later WHERE later.corrects = e.id OR later.repeats = e.id)
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_e_mails(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_e_mails(timestamptz, date, integer) TO "${app}";

CREATE FUNCTION retain_missed_sessions(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    DELETE FROM attendance WHERE (student_id, session_id) IN (
        SELECT a.student_id, a.session_id FROM attendance a
        WHERE a.starts_at < before AND a.student_id NOT IN (SELECT held_students(today))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM authorised_absence WHERE authorisation_id IN (
        SELECT a.authorisation_id FROM authorised_absence a
        WHERE a.last_day < before::date AND a.student_id NOT IN (SELECT held_students(today))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_missed_sessions(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_missed_sessions(timestamptz, date, integer) TO "${app}";
