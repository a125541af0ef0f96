-- Export, erasure and retention: see docs/privacy.md. The functions belong to the owner of the tables; the application may call
-- them and do no more.

CREATE VIEW legal_hold AS SELECT student_id, kind, id, since, until FROM hold_heard;

CREATE INDEX attendance_record_by_time ON attendance_record USING brin (starts_at) WITH (autosummarize = on);
CREATE INDEX swipe_by_time ON swipe USING brin (swiped_at) WITH (autosummarize = on);
CREATE INDEX mark_by_time ON mark USING brin (taken_at) WITH (autosummarize = on);

-- The swipes of a student: what was matched, and what was not while the student held the card.
CREATE FUNCTION swipes_of(student text) RETURNS SETOF swipe LANGUAGE sql STABLE AS $$
    SELECT DISTINCT w.* FROM card_holding h JOIN swipe w ON w.card_number = h.card_number
    WHERE h.student_id = student
        AND (w.student_id = student
            OR w.student_id IS NULL
                AND (w.swiped_at AT TIME ZONE 'Europe/London')::date BETWEEN h.valid_from AND coalesce(h.valid_to, 'infinity')
                AND NOT EXISTS (
                    SELECT FROM card_holding later
                    WHERE later.card_number = h.card_number AND later.valid_from > h.valid_from
                        AND later.valid_from <= (w.swiped_at AT TIME ZONE 'Europe/London')::date))
$$;

CREATE FUNCTION erase_student(student text, because text, person text, moment timestamptz, today date)
    RETURNS TABLE (erased_from text, erased_rows bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
    PERFORM begin_erasure(student, today);
    -- Whoever changes records holds this lock.
    PERFORM pg_advisory_xact_lock(2810072484);
    RETURN QUERY WITH gone AS (
        DELETE FROM swipe w USING swipes_of(student) s
        WHERE (w.card_number, w.swiped_at, w.reader) = (s.card_number, s.swiped_at, s.reader)
        RETURNING 1)
        SELECT 'swipe', count(*) FROM gone;
    -- That somebody held the card stays: without it a swipe would be taken for the earlier holder's.
    RETURN QUERY WITH gone AS (UPDATE card_holding h SET student_id = 'erased' WHERE h.student_id = student RETURNING 1)
        SELECT 'card_holding', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM mark t WHERE t.student_id = student RETURNING 1)
        SELECT 'mark', count(*) FROM gone;
    -- The history has no index by student: it is that of the student's records.
    RETURN QUERY WITH gone AS (
        DELETE FROM record_history h USING attendance_record r
        WHERE r.student_id = student AND (h.session_id, h.student_id) = (r.session_id, r.student_id)
        RETURNING 1)
        SELECT 'record_history', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM attendance_record t WHERE t.student_id = student RETURNING 1)
        SELECT 'attendance_record', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM statement_refused t WHERE t.student_id = student RETURNING 1)
        SELECT 'statement_refused', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM student t WHERE t.student_id = student RETURNING 1)
        SELECT 'student', count(*) FROM gone;
    -- A learning record store that is told again what it was told knows it.
    RETURN QUERY WITH gone AS (
        UPDATE statement_cursor c SET student_id = '', session_id = '', revision = 0 WHERE c.student_id = student RETURNING 1)
        SELECT 'statement_cursor', count(*) FROM gone;
    RETURN QUERY WITH gone AS (
        UPDATE import_refusal i SET reason = 'erased' WHERE position(student IN i.reason) > 0 RETURNING 1)
        SELECT 'import_refusal', count(*) FROM gone;
    RETURN QUERY SELECT * FROM end_erasure(student, because, person, moment, '{}');
END
$$;
REVOKE ALL ON FUNCTION erase_student(text, text, text, timestamptz, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_student(text, text, text, timestamptz, date) TO "${app}";

-- Records go after their history, and holdings of cards after the swipes.
CREATE FUNCTION retain_attendance(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    DELETE FROM record_history WHERE (student_id, session_id, revision) IN (
        SELECT r.student_id, r.session_id, r.revision FROM record_history r
        WHERE r.changed_at < before AND r.starts_at < before
            AND r.student_id NOT IN (SELECT held_students(today))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM mark WHERE (student_id, session_id, taken_at, mark, source, taken_by) IN (
        SELECT m.student_id, m.session_id, m.taken_at, m.mark, m.source, m.taken_by FROM mark m
        WHERE m.taken_at < before AND m.matched AND m.student_id NOT IN (SELECT held_students(today))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM swipe WHERE (card_number, swiped_at, reader) IN (
        SELECT w.card_number, w.swiped_at, w.reader FROM swipe w
        WHERE w.swiped_at < before AND w.session_id IS NOT NULL
            AND w.student_id NOT IN (SELECT held_students(today))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM attendance_record WHERE (student_id, session_id) IN (
        SELECT r.student_id, r.session_id FROM attendance_record r
        WHERE r.starts_at < before AND r.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (SELECT FROM record_history h WHERE (h.student_id, h.session_id) = (r.student_id, r.session_id))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM statement_refused WHERE (store, statement_id) IN (
        SELECT s.store, s.statement_id FROM statement_refused s
        WHERE s.refused_at < before AND s.student_id NOT IN (SELECT held_students(today))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM card_holding WHERE (card_number, valid_from) IN (
        SELECT h.card_number, h.valid_from FROM card_holding h
        WHERE h.valid_to < before::date AND h.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (
                SELECT FROM swipe w WHERE w.card_number = h.card_number AND w.swiped_at < h.valid_to + interval '2 days')
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_attendance(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_attendance(timestamptz, date, integer) TO "${app}";

CREATE FUNCTION retain_unmatched_evidence(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    DELETE FROM swipe WHERE (card_number, swiped_at, reader) IN (
        SELECT w.card_number, w.swiped_at, w.reader FROM swipe w
        WHERE w.session_id IS NULL AND w.swiped_at < before
            AND (w.student_id IS NULL OR w.student_id NOT IN (SELECT held_students(today)))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    DELETE FROM mark WHERE (student_id, session_id, taken_at, mark, source, taken_by) IN (
        SELECT m.student_id, m.session_id, m.taken_at, m.mark, m.source, m.taken_by FROM mark m
        WHERE NOT m.matched AND m.taken_at < before AND m.student_id NOT IN (SELECT held_students(today))
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_unmatched_evidence(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_unmatched_evidence(timestamptz, date, integer) TO "${app}";

CREATE FUNCTION retain_imports(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    DELETE FROM import WHERE import_id IN (
        SELECT i.import_id FROM import i
        WHERE i.state IN ('FINISHED', 'FAILED') AND i.finished_at < before
        LIMIT at_most);
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_imports(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_imports(timestamptz, date, integer) TO "${app}";
