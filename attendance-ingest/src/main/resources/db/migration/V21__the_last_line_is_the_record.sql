-- What is said of a record is the last line of its history, which is written once. The record repeated it, and so each swipe
-- wrote it twice: the record tells who is expected where, and nothing else.

-- Of which version of the session the line was said; nought where that was not written down.
ALTER TABLE record_history ADD COLUMN session_version integer NOT NULL DEFAULT 0;
UPDATE record_history h
SET session_version = r.session_version
FROM attendance_record r
WHERE (h.session_id, h.student_id, h.revision) = (r.session_id, r.student_id, r.revision);
ALTER TABLE record_history ALTER COLUMN session_version DROP DEFAULT;

ALTER TABLE attendance_record
    DROP COLUMN status,
    DROP COLUMN source,
    DROP COLUMN observed_at,
    DROP COLUMN contradicted,
    DROP COLUMN session_version,
    DROP COLUMN revision,
    RESET (fillfactor);

CREATE VIEW record_now AS
SELECT r.student_id, r.session_id, r.named, said.status, said.source, said.observed_at, said.contradicted, said.revision
FROM attendance_record r
CROSS JOIN LATERAL (
    SELECT * FROM record_history h
    WHERE h.session_id = r.session_id AND h.student_id = r.student_id
    ORDER BY h.revision DESC
    LIMIT 1
) AS said;

-- A record goes with its whole history, once nothing was said of it for as long: its last line is what it is.
CREATE OR REPLACE FUNCTION retain_attendance(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
BEGIN
    WITH past AS (
        SELECT r.student_id, r.session_id FROM attendance_record r
        WHERE r.starts_at < before AND r.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (
                SELECT FROM record_history h
                WHERE h.session_id = r.session_id AND h.student_id = r.student_id AND h.changed_at >= before)
        LIMIT at_most
    ), lines AS (
        DELETE FROM record_history h USING past
        WHERE h.session_id = past.session_id AND h.student_id = past.student_id
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
