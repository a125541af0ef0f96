-- What the topics told of each student, word for word, with the time from which it could be known: a dossier is derived
-- from it for any moment. Hot by student, so keyed by student first.
CREATE TABLE heard (
    student_id text        NOT NULL,
    topic      text        NOT NULL,
    event_id   text        NOT NULL,
    type       text        NOT NULL,
    at         timestamptz NOT NULL,
    known_at   timestamptz NOT NULL,
    payload    text        NOT NULL CHECK (payload IS JSON),
    PRIMARY KEY (student_id, topic, event_id)
);
REVOKE UPDATE ON heard FROM ${app};

-- Students as they are written to; the one table with names and addresses.
CREATE TABLE students (
    student_id     text PRIMARY KEY,
    given_name     text NOT NULL,
    family_name    text NOT NULL,
    email          text NOT NULL,
    programme_code text NOT NULL
);

-- The Faculty's decisions: what can be appealed against.
CREATE TABLE decisions (
    decision_id     text        PRIMARY KEY,
    case_id         text        NOT NULL,
    student_id      text        NOT NULL,
    decision        text        NOT NULL CHECK (decision IN ('WITHDRAW', 'CONTINUE')),
    notified_on     date        NOT NULL,
    appeal_deadline date        NOT NULL,
    decided_at      timestamptz NOT NULL
);
CREATE INDEX decisions_of_student ON decisions (student_id);
REVOKE UPDATE, DELETE ON decisions FROM ${app};

CREATE TABLE appeals (
    appeal_id             text        PRIMARY KEY,
    -- One appeal per decision, whatever the service believes.
    decision_id           text        NOT NULL UNIQUE REFERENCES decisions,
    case_id               text        NOT NULL,
    student_id            text        NOT NULL,
    channel               text        NOT NULL CHECK (channel IN ('REST', 'EMAIL', 'POST')),
    -- Post has a day and no more.
    received_at           timestamptz CHECK ((received_at IS NULL) = (channel = 'POST')),
    received_on           date        NOT NULL,
    registered_by         text        NOT NULL,
    registered_at         timestamptz NOT NULL,
    late                  boolean     NOT NULL,
    -- The deadlines as they were computed and given, with the days that they skip.
    time_to_appeal        text        NOT NULL CHECK (time_to_appeal IS JSON),
    time_to_consider      text        NOT NULL CHECK (time_to_consider IS JSON),
    target                date        NOT NULL,
    grounds               text[]      NOT NULL CHECK (cardinality(grounds) > 0),
    -- What people wrote is sealed: encrypted, and bound to its place.
    statement             bytea       NOT NULL,
    state                 text        NOT NULL
        CHECK (state IN ('Received', 'UnderInvestigation', 'Upheld', 'NotUpheld', 'RejectedAsLate')),
    investigator          text        CHECK (investigator IS NOT NULL OR state IN ('Received', 'RejectedAsLate')),
    late_accepted_by      text,
    late_accepted_because bytea       CHECK ((late_accepted_because IS NULL) = (late_accepted_by IS NULL)),
    decided_by            text,
    decided_at            timestamptz,
    decided_on            date,
    reasons               bytea,
    ruling                bytea,
    -- The dossier as it was known to whoever decided.
    dossier               text        CHECK (dossier IS JSON),
    -- An end has a person, a time and reasons; a late appeal goes on only by a person's word.
    CHECK ((state IN ('Upheld', 'NotUpheld', 'RejectedAsLate'))
        = (decided_by IS NOT NULL AND decided_at IS NOT NULL AND decided_on IS NOT NULL AND reasons IS NOT NULL)),
    CHECK (state NOT IN ('Upheld', 'NotUpheld') OR (ruling IS NOT NULL AND dossier IS NOT NULL)),
    CHECK (NOT late OR state IN ('Received', 'RejectedAsLate') OR late_accepted_by IS NOT NULL),
    CHECK (late OR state <> 'RejectedAsLate')
);
CREATE INDEX appeals_by_target ON appeals (target, appeal_id);
CREATE INDEX appeals_of_student ON appeals (student_id);
CREATE INDEX appeals_of_case ON appeals (case_id);
REVOKE DELETE ON appeals FROM ${app};

-- Appeal decisions are final (appeal 5), for the owner of the tables too; and what was received stays as it was received.
CREATE FUNCTION keep_appeals_as_they_were() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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
CREATE TRIGGER appeals_are_kept BEFORE UPDATE OR DELETE ON appeals
    FOR EACH ROW EXECUTE FUNCTION keep_appeals_as_they_were();

CREATE TABLE evidence (
    appeal_id text        NOT NULL REFERENCES appeals,
    number    integer     NOT NULL CHECK (number > 0),
    name      text        NOT NULL,
    type      text        NOT NULL,
    size      bigint      NOT NULL,
    sha256    text,
    content   bytea,
    -- Why an attachment of a mail was not kept; a person asks for it again.
    not_kept  text        CHECK ((content IS NULL) = (not_kept IS NOT NULL)),
    added_by  text        NOT NULL,
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (appeal_id, number)
);
REVOKE UPDATE, DELETE ON evidence FROM ${app};

CREATE FUNCTION refuse_evidence_of_ended_appeals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM appeals WHERE appeal_id = NEW.appeal_id
               AND state IN ('Upheld', 'NotUpheld', 'RejectedAsLate')) THEN
        RAISE EXCEPTION 'Appeal % has ended', NEW.appeal_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER evidence_comes_before_the_end BEFORE INSERT ON evidence
    FOR EACH ROW EXECUTE FUNCTION refuse_evidence_of_ended_appeals();

-- The Completion of Procedures letters, as they were issued: reissued byte by byte.
CREATE TABLE letters (
    appeal_id        text        PRIMARY KEY REFERENCES appeals,
    dated            date        NOT NULL,
    last_day_for_oia date        NOT NULL,
    pdf              bytea       NOT NULL,
    sha256           text        NOT NULL,
    issued_at        timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON letters FROM ${app};

-- What a letter that cannot be written yet waits for.
CREATE TABLE letters_waiting (
    appeal_id text   PRIMARY KEY REFERENCES appeals,
    student_id text  NOT NULL,
    missing   text[] NOT NULL
);
CREATE INDEX letters_waiting_of_student ON letters_waiting (student_id);

-- What a request that named itself has created.
CREATE TABLE idempotency_keys (
    person      text        NOT NULL,
    key         text        NOT NULL,
    request     text        NOT NULL,
    resource_id text,
    asked_at    timestamptz NOT NULL,
    PRIMARY KEY (person, key)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (asked_at);
