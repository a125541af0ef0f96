-- Export, erasure and retention: see docs/privacy.md. The functions belong to the owner of the tables; the application may call
-- them and do no more.

CREATE VIEW legal_hold AS SELECT student_id, kind, id, since, until FROM hold_heard;

CREATE INDEX attendance_fact_by_week ON attendance_fact USING brin (week_starting) WITH (autosummarize = on);
CREATE INDEX policy_replay_difference_of_student ON policy_replay_difference (student_id);

CREATE FUNCTION erase_student(student text, because text, person text, moment timestamptz, today date)
    RETURNS TABLE (erased_from text, erased_rows bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
    PERFORM begin_erasure(student, today);
    -- Whoever assesses the student at this moment is waited for.
    INSERT INTO assessment_due AS due (student_id, since) VALUES (student, '1970-01-01')
        ON CONFLICT (student_id) DO UPDATE SET since = due.since;
    RETURN QUERY WITH gone AS (DELETE FROM absence t WHERE t.student_id = student RETURNING 1)
        SELECT 'absence', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM attendance_fact t WHERE t.student_id = student RETURNING 1)
        SELECT 'attendance_fact', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM assessed_week t WHERE t.student_id = student RETURNING 1)
        SELECT 'assessed_week', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM raise t WHERE t.student_id = student RETURNING 1)
        SELECT 'raise', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM threshold_word t WHERE t.student_id = student RETURNING 1)
        SELECT 'threshold_word', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM threshold_mail t WHERE t.student_id = student RETURNING 1)
        SELECT 'threshold_mail', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM policy_replay_difference t WHERE t.student_id = student RETURNING 1)
        SELECT 'policy_replay_difference', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM student_status t WHERE t.student_id = student RETURNING 1)
        SELECT 'student_status', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM student t WHERE t.student_id = student RETURNING 1)
        SELECT 'student', count(*) FROM gone;
    DELETE FROM assessment_due due WHERE due.student_id = student;
    -- How far a replay has come is of no use once it has ended.
    RETURN QUERY WITH gone AS (
        UPDATE policy_replay p SET last_student = '' WHERE p.last_student = student AND p.state <> 'RUNNING' RETURNING 1)
        SELECT 'policy_replay', count(*) FROM gone;
    RETURN QUERY SELECT * FROM end_erasure(student, because, person, moment, '{}');
END
$$;
REVOKE ALL ON FUNCTION erase_student(text, text, text, timestamptz, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_student(text, text, text, timestamptz, date) TO "${app}";

-- Whole students, once nothing is known of them from since: half a year would be assessed as another one.
CREATE FUNCTION retain_engagement(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
    past text[];
BEGIN
    past := ARRAY(
        SELECT old.student_id FROM (
            SELECT w.student_id FROM assessed_week w WHERE w.week_starting < before::date
            UNION
            SELECT f.student_id FROM attendance_fact f WHERE f.week_starting < before::date) old
        WHERE old.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (
                SELECT FROM assessed_week w WHERE w.student_id = old.student_id AND w.week_starting >= before::date)
            AND NOT EXISTS (
                SELECT FROM attendance_fact f WHERE f.student_id = old.student_id AND f.week_starting >= before::date)
        LIMIT greatest(at_most / 100, 1));
    DELETE FROM absence t WHERE t.student_id = ANY (past);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM attendance_fact t WHERE t.student_id = ANY (past);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM assessed_week t WHERE t.student_id = ANY (past);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM raise t WHERE t.student_id = ANY (past);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM threshold_word t WHERE t.student_id = ANY (past);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM threshold_mail t WHERE t.student_id = ANY (past);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_engagement(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_engagement(timestamptz, date, integer) TO "${app}";

CREATE FUNCTION retain_policy_replays(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    DELETE FROM policy_replay WHERE id IN (
        SELECT p.id FROM policy_replay p
        WHERE p.state <> 'RUNNING' AND p.requested_at < before
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_policy_replays(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_policy_replays(timestamptz, date, integer) TO "${app}";
