-- Export, erasure and retention: see docs/privacy.md. The functions belong to the owner of the tables; the application may call
-- them and do no more.

-- Who acted stands in a line's hash by its digest: a student who is erased leaves the chain whole.
ALTER TABLE case_history ADD COLUMN actor_salt text, ADD COLUMN actor_digest text;

-- Open cases, and closed ones at which somebody has to look; appeals, as they were heard of; what others must still be told.
CREATE VIEW legal_hold AS
SELECT student_id, 'case' AS kind, case_id AS id, opened_at AS since, NULL::date AS until
FROM cases WHERE state NOT IN ('Closed', 'Withdrawn') OR flags <> '{}'
UNION ALL
SELECT student_id, 'statutory-return', id, day_zero::timestamptz, NULL
FROM reportable_absences WHERE status IN ('DUE', 'HELD') OR correction_due
UNION ALL
SELECT student_id, kind, id, since, until FROM hold_heard WHERE kind <> 'case';

-- The case files of a student, without their histories.
CREATE FUNCTION remove_case_files(student text) RETURNS TABLE (erased_from text, erased_rows bigint)
    LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY WITH gone AS (DELETE FROM reportable_absences t WHERE t.student_id = student RETURNING 1)
        SELECT 'reportable_absences', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM reportable_events t WHERE t.student_id = student RETURNING 1)
        SELECT 'reportable_events', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM appeals t WHERE t.student_id = student RETURNING 1)
        SELECT 'appeals', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM decisions t WHERE t.student_id = student RETURNING 1)
        SELECT 'decisions', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM agreements t WHERE t.student_id = student RETURNING 1)
        SELECT 'agreements', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM interviews t WHERE t.student_id = student RETURNING 1)
        SELECT 'interviews', count(*) FROM gone;
    RETURN QUERY WITH gone AS (
        DELETE FROM case_texts t USING cases c WHERE c.student_id = student AND t.case_id = c.case_id RETURNING 1)
        SELECT 'case_texts', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM thresholds t WHERE t.student_id = student RETURNING 1)
        SELECT 'thresholds', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM threshold_events t WHERE t.student_id = student RETURNING 1)
        SELECT 'threshold_events', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM contacts t WHERE t.student_id = student RETURNING 1)
        SELECT 'contacts', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM weeks t WHERE t.student_id = student RETURNING 1)
        SELECT 'weeks', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM absences t WHERE t.student_id = student RETURNING 1)
        SELECT 'absences', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM cases t WHERE t.student_id = student RETURNING 1)
        SELECT 'cases', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM casebooks t WHERE t.student_id = student RETURNING 1)
        SELECT 'casebooks', count(*) FROM gone;
END
$$;
REVOKE ALL ON FUNCTION remove_case_files(text) FROM PUBLIC;

-- The history stays: what was done and decided, when, on what ground and by whom; a student who acted has no name in it.
CREATE FUNCTION erase_student(student text, because text, person text, moment timestamptz, today date)
    RETURNS TABLE (erased_from text, erased_rows bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    histories text[];
BEGIN
    PERFORM begin_erasure(student, today);
    -- Whoever acts for the student at this moment is waited for, and then looked at again.
    PERFORM FROM casebooks b WHERE b.student_id = student FOR UPDATE;
    PERFORM begin_erasure(student, today);
    histories := ARRAY(SELECT c.case_id FROM cases c WHERE c.student_id = student ORDER BY c.opened_at);
    RETURN QUERY WITH gone AS (
        UPDATE case_history h SET actor = 'erased', actor_salt = NULL
        WHERE h.case_id = ANY (histories) AND h.actor = student AND h.actor_digest IS NOT NULL
        RETURNING 1)
        SELECT 'case_history', count(*) FROM gone;
    RETURN QUERY SELECT * FROM remove_case_files(student);
    RETURN QUERY WITH gone AS (DELETE FROM students t WHERE t.student_id = student RETURNING 1)
        SELECT 'students', count(*) FROM gone;
    RETURN QUERY SELECT * FROM end_erasure(student, because, person, moment, histories);
END
$$;
REVOKE ALL ON FUNCTION erase_student(text, text, text, timestamptz, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_student(text, text, text, timestamptz, date) TO "${app}";

-- Whole students with their histories, once nothing has happened since; of those who were erased, the histories that stayed.
CREATE FUNCTION retain_case_files(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
    past text;
BEGIN
    FOR past IN
        SELECT b.student_id FROM casebooks b
        WHERE b.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (SELECT FROM cases c WHERE c.student_id = b.student_id AND c.since >= before)
            AND NOT EXISTS (
                SELECT FROM weeks w WHERE w.student_id = b.student_id AND w.week_starting >= before::date)
            AND NOT EXISTS (SELECT FROM contacts c WHERE c.student_id = b.student_id AND c.at >= before)
            AND NOT EXISTS (SELECT FROM absences a WHERE a.student_id = b.student_id AND a.to_day >= before::date)
        LIMIT greatest(at_most / 100, 1) FOR UPDATE SKIP LOCKED
    LOOP
        DELETE FROM case_history h USING cases c WHERE c.student_id = past AND h.case_id = c.case_id;
        GET DIAGNOSTICS part = ROW_COUNT;
        gone := gone + part;
        DELETE FROM case_history_heads h USING cases c WHERE c.student_id = past AND h.case_id = c.case_id;
        gone := gone + (SELECT sum(erased_rows) FROM remove_case_files(past));
    END LOOP;
    FOR past IN
        SELECT h.case_id FROM erased_student e CROSS JOIN unnest(e.kept) AS k (case_id) JOIN case_history h USING (case_id)
        GROUP BY h.case_id HAVING max(h.at) < before
        LIMIT greatest(at_most / 100, 1)
    LOOP
        DELETE FROM case_history h WHERE h.case_id = past;
        GET DIAGNOSTICS part = ROW_COUNT;
        gone := gone + part;
        DELETE FROM case_history_heads h WHERE h.case_id = past;
    END LOOP;
    DELETE FROM absences WHERE absence_id IN (
        SELECT a.absence_id FROM absences a
        WHERE a.to_day < before::date AND a.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (SELECT FROM casebooks b WHERE b.student_id = a.student_id)
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_case_files(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_case_files(timestamptz, date, integer) TO "${app}";
