-- What V20 gave the application to call, as it is now; the rights to it stay.

CREATE OR REPLACE FUNCTION erase_student(student text, because text, person text, moment timestamptz, today date)
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
        DELETE FROM record_history h USING attendance_record r JOIN session s USING (session_id)
        WHERE r.student_id = student AND h.session_no = s.session_no AND h.student_id = r.student_id
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

CREATE OR REPLACE FUNCTION retain_attendance(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    WITH past AS (
        SELECT r.student_id, r.session_id, s.session_no FROM attendance_record r
        JOIN session s USING (session_id)
        WHERE r.starts_at < before AND r.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (
                SELECT FROM record_history h
                WHERE h.session_no = s.session_no AND h.student_id = r.student_id AND h.changed_at >= before)
        LIMIT at_most
    ), lines AS (
        DELETE FROM record_history h USING past
        WHERE h.session_no = past.session_no AND h.student_id = past.student_id
        RETURNING 1
    ), records AS (
        DELETE FROM attendance_record r USING past
        WHERE r.session_id = past.session_id AND r.student_id = past.student_id
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM lines) + (SELECT count(*) FROM records) INTO part;
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
