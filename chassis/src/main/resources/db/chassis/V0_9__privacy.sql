-- What every service needs to erase a student, to keep what is held, and to let go of what has been kept long enough. The
-- functions belong to the owner of the tables, so that the application can do this and no more.

-- Students who were erased. Who knows an id can find out that it was erased, and that is the use of it: what still comes in
-- about the student is not taken (docs/privacy.md).
CREATE TABLE erased_student (
    -- SHA-256 of the id.
    student_hash text        PRIMARY KEY,
    erased_at    timestamptz NOT NULL,
    -- Article 17(1) of the UK GDPR, (a) to (e).
    reason       text        NOT NULL CHECK (reason IN (
        'NO_LONGER_NEEDED', 'CONSENT_WITHDRAWN', 'OBJECTION', 'UNLAWFUL_PROCESSING', 'LEGAL_OBLIGATION')),
    erased_by    text        NOT NULL,
    -- The histories that stay, as the record of who decided what.
    kept         text[]      NOT NULL
);
REVOKE INSERT, UPDATE, DELETE ON erased_student FROM "${app}";

-- Cases and appeals that were heard of. Each service makes of this, and of what it knows itself, its view
-- legal_hold (student_id, kind, id, since, until); what has no end yet has no until.
CREATE TABLE hold_heard (
    student_id text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('case', 'appeal')),
    id         text        NOT NULL,
    since      timestamptz NOT NULL,
    -- The last day; null while the case or the appeal is open.
    until      date,
    PRIMARY KEY (student_id, kind, id)
);

CREATE FUNCTION hash_of_student(student text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN encode(sha256(convert_to(student, 'UTF8')), 'hex');

-- A payload as it is shown: as JSON, or in base64 where it is none.
CREATE FUNCTION as_json(payload bytea) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN convert_from(payload, 'UTF8')::jsonb;
EXCEPTION WHEN data_exception THEN
    RETURN to_jsonb(encode(payload, 'base64'));
END
$$;

-- Why a student may not be erased today.
CREATE FUNCTION holds_on(student text, today date)
    RETURNS TABLE (held_as text, held_id text, held_since timestamptz, held_until date)
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT h.kind, h.id, h.since, h.until FROM legal_hold h
        WHERE h.student_id = student AND (h.until IS NULL OR h.until >= today);
    RETURN QUERY SELECT 'unpublished-event', o.id::text, o.created_at, NULL::date FROM outbox o
        WHERE o.published_at IS NULL AND o.failure IS NULL AND o.key = student;
END
$$;

-- Begins an erasure: nothing is consumed until it has ended, and it does not begin while the student is held.
CREATE FUNCTION begin_erasure(student text, today date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(2829, 0);
    IF EXISTS (SELECT FROM holds_on(student, today)) THEN
        RAISE EXCEPTION 'The student is held' USING ERRCODE = 'RC001';
    END IF;
END
$$;
REVOKE ALL ON FUNCTION begin_erasure(text, date) FROM PUBLIC;

-- Ends an erasure: what delivery kept, and the word that the student was erased.
CREATE FUNCTION end_erasure(student text, because text, person text, moment timestamptz, histories text[])
    RETURNS TABLE (erased_from text, erased_rows bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY WITH gone AS (DELETE FROM outbox o WHERE o.key = student RETURNING 1)
        SELECT 'outbox', count(*) FROM gone;
    -- That something was refused stays, for the account of what came in; what it was does not.
    RETURN QUERY WITH gone AS (
        UPDATE quarantine q SET key = NULL, headers = '{}', payload = NULL, detail = 'erased'
        WHERE q.key = convert_to(student, 'UTF8')
            OR position(convert_to('"' || student || '"', 'UTF8') IN q.payload) > 0
            OR position('''' || student || '''' IN q.detail) > 0
        RETURNING 1)
        SELECT 'quarantine', count(*) FROM gone;
    IF to_regclass('idempotency_keys') IS NOT NULL THEN
        RETURN QUERY EXECUTE 'WITH gone AS (DELETE FROM idempotency_keys WHERE person = $1 RETURNING 1)
            SELECT ''idempotency_keys'', count(*) FROM gone' USING student;
    END IF;
    DELETE FROM hold_heard h WHERE h.student_id = student;
    INSERT INTO erased_student AS e (student_hash, erased_at, reason, erased_by, kept)
    VALUES (hash_of_student(student), moment, because, person, histories)
    ON CONFLICT (student_hash) DO UPDATE SET erased_at = excluded.erased_at, reason = excluded.reason,
        erased_by = excluded.erased_by, kept = e.kept || excluded.kept;
END
$$;
REVOKE ALL ON FUNCTION end_erasure(text, text, text, timestamptz, text[]) FROM PUBLIC;

-- A student who was erased has come back, and a person says so: from now on they are taken again.
CREATE FUNCTION readmit_student(student text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(2829, 0);
    DELETE FROM erased_student e WHERE e.student_hash = hash_of_student(student);
    RETURN FOUND;
END
$$;
REVOKE ALL ON FUNCTION readmit_student(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION readmit_student(text) TO "${app}";

-- Retention. Each function lets go of some rows from before a moment, so many at most of each table, and answers how many;
-- of nobody who is held.

CREATE INDEX outbox_by_time ON outbox USING brin (created_at) WITH (autosummarize = on);
CREATE INDEX inbox_by_time ON inbox USING brin (received_at) WITH (autosummarize = on);

CREATE FUNCTION held_students(today date) RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT h.student_id FROM legal_hold h WHERE h.until IS NULL OR h.until >= today;
END
$$;

CREATE FUNCTION retain_published_events(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
    WITH gone AS (
        DELETE FROM outbox WHERE id IN (
            SELECT o.id FROM outbox o
            WHERE o.created_at < before AND o.published_at < before
                AND o.key NOT IN (SELECT held_students(today))
            LIMIT at_most)
        RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION retain_published_events(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_published_events(timestamptz, date, integer) TO "${app}";

CREATE FUNCTION retain_taken_events(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
    WITH gone AS (
        DELETE FROM inbox WHERE (consumer, event_id) IN (
            SELECT i.consumer, i.event_id FROM inbox i WHERE i.received_at < before LIMIT at_most)
        RETURNING 1),
    -- A hold that has ended holds nothing any more.
    ended AS (
        DELETE FROM hold_heard WHERE until < before::date RETURNING 1)
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM ended)
$$;
REVOKE ALL ON FUNCTION retain_taken_events(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_taken_events(timestamptz, date, integer) TO "${app}";

-- That something was refused stays, for the account of what came in; what it was goes.
CREATE FUNCTION retain_refused_input(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
    WITH gone AS (
        UPDATE quarantine SET key = NULL, headers = '{}', payload = NULL, detail = 'erased' WHERE id IN (
            SELECT q.id FROM quarantine q
            WHERE q.quarantined_at < before AND q.detail <> 'erased'
            LIMIT at_most)
        RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION retain_refused_input(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_refused_input(timestamptz, date, integer) TO "${app}";

CREATE FUNCTION retain_idempotency_keys(before timestamptz, today date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE
    gone bigint := 0;
BEGIN
    IF to_regclass('idempotency_keys') IS NOT NULL THEN
        EXECUTE 'DELETE FROM idempotency_keys WHERE (person, key) IN (
            SELECT person, key FROM idempotency_keys WHERE asked_at < $1 LIMIT $2)' USING before, at_most;
        GET DIAGNOSTICS gone = ROW_COUNT;
    END IF;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION retain_idempotency_keys(timestamptz, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retain_idempotency_keys(timestamptz, date, integer) TO "${app}";
