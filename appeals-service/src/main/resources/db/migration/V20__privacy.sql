-- Export, erasure and retention: see docs/privacy.md. The functions belong to the owner of the tables; the application may call
-- them and do no more.

-- Who acted stands in a line's hash by its digest: a student who is erased leaves the chain whole.
ALTER TABLE appeal_history ADD COLUMN actor_salt text, ADD COLUMN actor_digest text;

-- Mails that were erased, or were kept long enough: one that is still in the mailbox is not taken again.
CREATE TABLE forgotten_mails (
    -- SHA-256 of the key.
    key_hash text PRIMARY KEY,
    digest   text NOT NULL
);
REVOKE INSERT, UPDATE, DELETE ON forgotten_mails FROM "${app}";

CREATE INDEX heard_by_time ON heard USING brin (at) WITH (autosummarize = on);
CREATE INDEX mails_of_appeal ON mails (appeal_id) WHERE appeal_id IS NOT NULL;
CREATE INDEX mails_by_sender ON mails (lower(sender));

-- Appeals until the OIA takes no complaint any more, decisions while they can be appealed against, mails from the student's
-- address at which nobody has looked, and cases, as they were heard of.
CREATE VIEW legal_hold AS
SELECT a.student_id, 'appeal' AS kind, a.appeal_id AS id, a.registered_at AS since, l.last_day_for_oia AS until
FROM appeals a LEFT JOIN letters l USING (appeal_id)
UNION ALL
SELECT student_id, 'decision', decision_id, decided_at, appeal_deadline FROM decisions WHERE decision = 'WITHDRAW'
UNION ALL
SELECT s.student_id, 'mail', m.mail_id, m.received_at, NULL
FROM mails m JOIN students s ON lower(s.email) = lower(m.sender) WHERE m.state = 'WAITING'
UNION ALL
SELECT student_id, kind, id, since, until FROM hold_heard WHERE kind <> 'appeal';

-- An end is final, and only to erase a student, or to let go of what was kept long enough, is it taken away.
CREATE OR REPLACE FUNCTION keep_appeals_as_they_were() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('rollcall.letting_go', true) = OLD.student_id THEN
        RETURN OLD;
    END IF;
    IF OLD.state IN ('Upheld', 'NotUpheld', 'RejectedAsLate') THEN
        RAISE EXCEPTION 'Appeal % has ended, and its end is final', OLD.appeal_id USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF (NEW.appeal_id, NEW.decision_id, NEW.case_id, NEW.student_id, NEW.channel, NEW.received_at, NEW.received_on,
            NEW.registered_by, NEW.registered_at, NEW.late, NEW.time_to_appeal, NEW.time_to_consider, NEW.target,
            NEW.grounds, NEW.statement)
        IS DISTINCT FROM
       (OLD.appeal_id, OLD.decision_id, OLD.case_id, OLD.student_id, OLD.channel, OLD.received_at, OLD.received_on,
            OLD.registered_by, OLD.registered_at, OLD.late, OLD.time_to_appeal, OLD.time_to_consider, OLD.target,
            OLD.grounds, OLD.statement) THEN
        RAISE EXCEPTION 'What was received of appeal % stays as it was received', OLD.appeal_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

-- The mails with their attachments.
CREATE FUNCTION forget_mails(ids text[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    gone bigint;
BEGIN
    INSERT INTO forgotten_mails (key_hash, digest)
    SELECT encode(sha256(convert_to(m.message_key, 'UTF8')), 'hex'), m.digest FROM mails m WHERE m.mail_id = ANY (ids)
    ON CONFLICT DO NOTHING;
    DELETE FROM mail_attachments a WHERE a.mail_id = ANY (ids);
    DELETE FROM mails m WHERE m.mail_id = ANY (ids);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION forget_mails(text[]) FROM PUBLIC;

-- The appeals of a student and what they rest on, without their histories.
CREATE FUNCTION remove_appeals(student text) RETURNS TABLE (erased_from text, erased_rows bigint)
    LANGUAGE plpgsql AS $$
DECLARE
    ids text[] := ARRAY(SELECT a.appeal_id FROM appeals a WHERE a.student_id = student);
BEGIN
    PERFORM set_config('rollcall.letting_go', student, true);
    RETURN QUERY SELECT 'mails', forget_mails(ARRAY(
        SELECT m.mail_id FROM mails m
        WHERE m.appeal_id = ANY (ids)
            OR lower(m.sender) IN (SELECT lower(s.email) FROM students s WHERE s.student_id = student)));
    RETURN QUERY WITH gone AS (DELETE FROM letters_waiting t WHERE t.student_id = student RETURNING 1)
        SELECT 'letters_waiting', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM letters t WHERE t.appeal_id = ANY (ids) RETURNING 1)
        SELECT 'letters', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM evidence t WHERE t.appeal_id = ANY (ids) RETURNING 1)
        SELECT 'evidence', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM appeals t WHERE t.student_id = student RETURNING 1)
        SELECT 'appeals', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM decisions t WHERE t.student_id = student RETURNING 1)
        SELECT 'decisions', count(*) FROM gone;
    RETURN QUERY WITH gone AS (DELETE FROM heard t WHERE t.student_id = student RETURNING 1)
        SELECT 'heard', count(*) FROM gone;
    PERFORM set_config('rollcall.letting_go', '', true);
END
$$;
REVOKE ALL ON FUNCTION remove_appeals(text) FROM PUBLIC;

-- The history stays: what was done and decided, when and by whom; a student who acted has no name in it.
CREATE FUNCTION erase_student(student text, because text, person text, moment timestamptz, today date)
    RETURNS TABLE (erased_from text, erased_rows bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    histories text[];
BEGIN
    PERFORM begin_erasure(student, today);
    -- Whoever files an appeal at this moment is waited for, and then looked at again.
    LOCK TABLE appeals IN SHARE ROW EXCLUSIVE MODE;
    PERFORM begin_erasure(student, today);
    histories := ARRAY(SELECT a.appeal_id FROM appeals a WHERE a.student_id = student ORDER BY a.registered_at);
    RETURN QUERY WITH gone AS (
        UPDATE appeal_history h SET actor = 'erased', actor_salt = NULL
        WHERE h.appeal_id = ANY (histories) AND h.actor = student AND h.actor_digest IS NOT NULL
        RETURNING 1)
        SELECT 'appeal_history', count(*) FROM gone;
    RETURN QUERY SELECT * FROM remove_appeals(student);
    RETURN QUERY WITH gone AS (DELETE FROM students t WHERE t.student_id = student RETURNING 1)
        SELECT 'students', count(*) FROM gone;
    RETURN QUERY SELECT * FROM end_erasure(student, because, person, moment, histories);
END
$$;
REVOKE ALL ON FUNCTION erase_student(text, text, text, timestamptz, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_student(text, text, text, timestamptz, date) TO "${app}";

-- Whole students with their histories, once nothing was heard of them since; of those who were erased, the histories that stayed.
CREATE FUNCTION retain_appeals(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
    part bigint;
    past text;
BEGIN
    FOR past IN
        SELECT s.student_id FROM (SELECT DISTINCT h.student_id FROM heard h WHERE h.at < before) s
        WHERE s.student_id NOT IN (SELECT held_students(today))
            AND NOT EXISTS (SELECT FROM heard h WHERE h.student_id = s.student_id AND h.at >= before)
            AND NOT EXISTS (
                SELECT FROM appeals a WHERE a.student_id = s.student_id AND coalesce(a.decided_at, a.registered_at) >= before)
        LIMIT greatest(at_most / 100, 1)
    LOOP
        DELETE FROM appeal_history h USING appeals a WHERE a.student_id = past AND h.appeal_id = a.appeal_id;
        GET DIAGNOSTICS part = ROW_COUNT;
        gone := gone + part;
        DELETE FROM appeal_history_heads h USING appeals a WHERE a.student_id = past AND h.appeal_id = a.appeal_id;
        gone := gone + (SELECT sum(erased_rows) FROM remove_appeals(past));
    END LOOP;
    FOR past IN
        SELECT h.appeal_id FROM erased_student e CROSS JOIN unnest(e.kept) AS k (appeal_id)
            JOIN appeal_history h USING (appeal_id)
        GROUP BY h.appeal_id HAVING max(h.at) < before
        LIMIT greatest(at_most / 100, 1)
    LOOP
        DELETE FROM appeal_history h WHERE h.appeal_id = past;
        GET DIAGNOSTICS part = ROW_COUNT;
        gone := gone + part;
        DELETE FROM appeal_history_heads h WHERE h.appeal_id = past;
    END LOOP;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_appeals(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_appeals(timestamptz, date, integer) TO "${app}";

-- Mails that a person dismissed: they belong to no appeal.
CREATE FUNCTION retain_dismissed_mails(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
BEGIN
    gone := forget_mails(ARRAY(
        SELECT m.mail_id FROM mails m WHERE m.state = 'DISMISSED' AND m.settled_at < before LIMIT at_most));
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_dismissed_mails(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_dismissed_mails(timestamptz, date, integer) TO "${app}";
