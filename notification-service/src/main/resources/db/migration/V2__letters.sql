-- What letters need to know beyond their event: where an appeal's mail has no programme, the student's stands in.
ALTER TABLE student ADD COLUMN programme_code text NOT NULL DEFAULT '';

-- Sessions with their title and room, as timetabling last said.
CREATE TABLE session (
    session_id text PRIMARY KEY,
    title      text NOT NULL,
    room       text
);

-- What is known of each student at each required session that is over; the higher revision wins, so those who came are
-- kept too: word that they were missing may arrive after word that they were not.
CREATE TABLE attendance (
    student_id  text        NOT NULL,
    session_id  text        NOT NULL,
    module_code text        NOT NULL,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    missed      boolean     NOT NULL,
    revision    integer     NOT NULL,
    PRIMARY KEY (student_id, session_id)
);
CREATE INDEX attendance_missed ON attendance (student_id, starts_at) WHERE missed;

-- Absences that were authorised, or were and are no longer: nobody is told of these sessions that they missed them.
CREATE TABLE authorised_absence (
    authorisation_id text    PRIMARY KEY,
    student_id       text    NOT NULL,
    first_day        date    NOT NULL,
    last_day         date    NOT NULL,
    stands           boolean NOT NULL,
    revision         integer NOT NULL
);
CREATE INDEX authorised_absence_of_student ON authorised_absence (student_id) WHERE stands;

-- How an appeal ended, until its letter is issued and says so.
CREATE TABLE appeal (
    appeal_id text PRIMARY KEY,
    outcome   text NOT NULL CHECK (outcome IN ('UPHELD', 'NOT_UPHELD', 'REJECTED_AS_LATE'))
);

-- What the circuit breaker held, and who let it go how.
CREATE TABLE hold (
    id        uuid        PRIMARY KEY,
    template  text        NOT NULL,
    allowed   integer     NOT NULL,
    opened_at timestamptz NOT NULL,
    state     text        NOT NULL CHECK (state IN ('OPEN', 'RELEASED', 'DISCARDED')),
    closed_at timestamptz,
    reason    text,
    emails    integer,
    CHECK ((state = 'OPEN') = (closed_at IS NULL)),
    CHECK (state = 'OPEN' OR (reason IS NOT NULL AND emails IS NOT NULL))
);
CREATE UNIQUE INDEX hold_open ON hold (template) WHERE state = 'OPEN';

ALTER TABLE email
    -- An appeal's events name no programme; threshold_id is for those that a raise asked for.
    ALTER COLUMN programme_code DROP NOT NULL,
    ALTER COLUMN threshold_id DROP NOT NULL,
    -- Which repetition of the same mail it is, asked for by a person; 0 is the first.
    ADD COLUMN repetition integer NOT NULL DEFAULT 0,
    ADD COLUMN repeats uuid REFERENCES email,
    ADD COLUMN idempotency_key text,
    -- The weeks whose sessions it names, and until when (real time) it waits for word of them.
    ADD COLUMN missed_weeks date[],
    ADD COLUMN sessions_by timestamptz,
    -- When the circuit breaker let it pass, by the service's clock; by which hold, when a person did.
    ADD COLUMN admitted_at timestamptz,
    ADD COLUMN hold_id uuid REFERENCES hold,
    ADD COLUMN calendar_body text,
    -- Name, size and SHA-256 of what was attached.
    ADD COLUMN attachment text,
    DROP CONSTRAINT email_event_id_revision_template_recipient_key,
    ADD UNIQUE (event_id, revision, template, recipient, repetition),
    ADD UNIQUE (repeats, idempotency_key);

-- What was on its way before there was a circuit breaker stays on its way.
UPDATE email SET admitted_at = asked_at WHERE stage IN ('PENDING', 'SENDING', 'UNKNOWN');

DROP INDEX email_due;
CREATE INDEX email_due ON email (due_at, seq) WHERE stage = 'PENDING' AND admitted_at IS NOT NULL;
CREATE INDEX email_to_admit ON email (template, seq) WHERE stage = 'PENDING' AND admitted_at IS NULL;
CREATE INDEX email_admitted ON email (template, admitted_at) WHERE admitted_at IS NOT NULL AND hold_id IS NULL;
