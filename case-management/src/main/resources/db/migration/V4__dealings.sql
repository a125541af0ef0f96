-- What people do in a case: interviews, agreements, decisions, what they wrote, and what is due when.

ALTER TABLE cases
    DROP CONSTRAINT cases_state_check,
    ADD CONSTRAINT cases_state_check CHECK (state IN (
        'Contacted', 'InterviewRequired', 'InterviewScheduled', 'InterviewHeld', 'InterviewMissed', 'AgreementInForce',
        'WithdrawalRecommended', 'WithdrawalReferred', 'Decided', 'WithdrawalStayed', 'Withdrawn', 'Closed')),
    -- Whether a person moved it: from then on it follows the facts no more.
    ADD COLUMN handled      boolean NOT NULL DEFAULT false,
    ADD COLUMN demand       text CHECK (demand IN ('FOUR_WEEKS', 'AGREEMENT_BREACHED', 'DECISION_QUASHED')),
    ADD COLUMN interview_id text,
    ADD COLUMN appeal_id    text,
    ADD COLUMN ground       text,
    ADD COLUMN referred_on  date,
    -- The day by which somebody has to act; null where nobody has to.
    ADD COLUMN due_on       date,
    -- When a withdrawal takes effect, unless an appeal or a correction holds it.
    ADD COLUMN takes_effect_at timestamptz CHECK ((takes_effect_at IS NOT NULL) = (state = 'Decided'));
UPDATE cases SET demand = 'FOUR_WEEKS' WHERE state = 'InterviewRequired';

-- The work list begins with what waits for a person: first what is flagged, then what is due, the longest overdue first.
DROP INDEX cases_by_urgency;
DROP INDEX cases_of_programme;
ALTER TABLE cases DROP COLUMN urgency;
ALTER TABLE cases ADD COLUMN urgency smallint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN flags <> '{}' THEN 0
         WHEN due_on IS NOT NULL THEN 1
         WHEN state = 'Contacted' THEN 2
         WHEN state IN ('Decided', 'WithdrawalStayed') THEN 3
         ELSE 4 END) STORED;
CREATE INDEX cases_by_urgency ON cases (urgency, due_on, since, case_id);
CREATE INDEX cases_of_programme ON cases (programme_code, urgency, due_on, since, case_id);
CREATE INDEX cases_in_state ON cases (state, urgency, due_on, since, case_id);

CREATE INDEX cases_taking_effect ON cases (takes_effect_at, case_id) WHERE state = 'Decided';

ALTER TABLE weeks ADD COLUMN missed boolean NOT NULL DEFAULT false;

CREATE TABLE interviews (
    interview_id        text        PRIMARY KEY,
    case_id             text        NOT NULL REFERENCES cases,
    student_id          text        NOT NULL,
    uid                 text        NOT NULL,
    sequence            integer     NOT NULL,
    starts_at           timestamptz NOT NULL,
    ends_at             timestamptz NOT NULL CHECK (ends_at > starts_at),
    location            text,
    join_url            text,
    interviewer         text        NOT NULL,
    short_notice_agreed boolean     NOT NULL,
    status              text        NOT NULL CHECK (status IN ('SCHEDULED', 'CANCELLED', 'HELD', 'MISSED')),
    scheduled_at        timestamptz NOT NULL,
    notice_given_at     timestamptz,
    outcome             text        CHECK (outcome IS NULL OR status = 'HELD')
);
CREATE INDEX interviews_of_case ON interviews (case_id);
CREATE INDEX interviews_of_student ON interviews (student_id);
-- A case has one interview ahead at most.
CREATE UNIQUE INDEX interviews_one_ahead ON interviews (case_id) WHERE status = 'SCHEDULED';

CREATE TABLE agreements (
    agreement_id      text     PRIMARY KEY,
    case_id           text     NOT NULL REFERENCES cases,
    student_id        text     NOT NULL,
    academic_year     text     NOT NULL,
    slot              smallint NOT NULL CHECK (slot IN (1, 2)),
    in_force_from     date     NOT NULL,
    review_on         date     NOT NULL CHECK (review_on >= in_force_from),
    terms             text     NOT NULL,
    status            text     NOT NULL CHECK (status IN ('PROPOSED', 'IN_FORCE', 'BREACHED', 'COMPLETED', 'LAPSED')),
    student_signed    text,
    student_signed_on date,
    leader_signed     text,
    leader_signed_on  date,
    breached_by       date,
    CHECK (status IN ('PROPOSED', 'LAPSED') OR (student_signed IS NOT NULL AND leader_signed IS NOT NULL))
);
CREATE INDEX agreements_of_case ON agreements (case_id);
CREATE INDEX agreements_of_student ON agreements (student_id);
-- Clause 8: two in an academic year, whatever the service believes. One that was never signed by both gives its place back.
CREATE UNIQUE INDEX agreements_two_a_year ON agreements (student_id, academic_year, slot) WHERE status <> 'LAPSED';

CREATE TABLE decisions (
    decision_id text        PRIMARY KEY,
    case_id     text        NOT NULL REFERENCES cases,
    student_id  text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('WITHDRAW', 'CONTINUE')),
    ground      text        NOT NULL,
    notified_on date        NOT NULL,
    last_day    date        NOT NULL,
    ends_at     timestamptz NOT NULL,
    decided_by  text        NOT NULL,
    decided_at  timestamptz NOT NULL,
    quashed     boolean     NOT NULL
);
CREATE INDEX decisions_of_student ON decisions (student_id);
CREATE UNIQUE INDEX decisions_one_stands ON decisions (case_id) WHERE NOT quashed;
-- A decision cannot be changed; an upheld appeal quashes it.
REVOKE UPDATE, DELETE ON decisions FROM ${app};
GRANT UPDATE (quashed) ON decisions TO ${app};

CREATE TABLE appeals (
    appeal_id   text PRIMARY KEY,
    case_id     text NOT NULL REFERENCES cases,
    student_id  text NOT NULL,
    decision_id text NOT NULL REFERENCES decisions,
    status      text NOT NULL CHECK (status IN ('OPEN', 'UPHELD', 'NOT_UPHELD', 'REJECTED_AS_LATE'))
);
CREATE INDEX appeals_of_student ON appeals (student_id);

-- What people wrote about a case, encrypted: circumstances, notes and reasons.
CREATE TABLE case_texts (
    text_id    text        PRIMARY KEY,
    case_id    text        NOT NULL REFERENCES cases,
    kind       text        NOT NULL,
    about      text,
    from_day   date,
    to_day     date,
    written_by text        NOT NULL,
    written_at timestamptz NOT NULL,
    sealed     bytea       NOT NULL
);
CREATE INDEX case_texts_of_case ON case_texts (case_id, text_id);

-- Requests that create something and name themselves: asked again, they are answered as before.
CREATE TABLE idempotency_keys (
    person      text        NOT NULL,
    key         text        NOT NULL,
    request     text        NOT NULL,
    resource_id text,
    asked_at    timestamptz NOT NULL,
    PRIMARY KEY (person, key)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (asked_at);
