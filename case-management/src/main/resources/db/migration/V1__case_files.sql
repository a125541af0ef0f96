-- What was heard of each student, and the case files that follow from it.

-- A row per student, to be locked by whoever takes in something about the student: topics are not ordered among each other.
CREATE TABLE casebooks (
    student_id text PRIMARY KEY
);

CREATE TABLE cases (
    case_id        text        PRIMARY KEY,
    student_id     text        NOT NULL REFERENCES casebooks,
    academic_year  text        NOT NULL,
    programme_code text        NOT NULL,
    state          text        NOT NULL CHECK (state IN ('Contacted', 'InterviewRequired', 'Closed')),
    closed_because text        CHECK ((closed_because IS NOT NULL) = (state = 'Closed')),
    opened_at      timestamptz NOT NULL,
    since          timestamptz NOT NULL,
    flags          text[]      NOT NULL DEFAULT '{}',
    -- The work list begins with what waits for a person.
    urgency        smallint    NOT NULL GENERATED ALWAYS AS (
        CASE WHEN flags <> '{}' THEN 0 WHEN state = 'InterviewRequired' THEN 1 WHEN state = 'Contacted' THEN 2 ELSE 3 END
    ) STORED
);
-- One open case for a student and academic year, over all runs: whatever the service believes, there is no second.
CREATE UNIQUE INDEX cases_one_open ON cases (student_id, academic_year) WHERE state <> 'Closed';
CREATE INDEX cases_by_student ON cases (student_id);
CREATE INDEX cases_by_urgency ON cases (urgency, since, case_id);
CREATE INDEX cases_of_programme ON cases (programme_code, urgency, since, case_id);

CREATE TABLE thresholds (
    threshold_id      text        PRIMARY KEY,
    student_id        text        NOT NULL REFERENCES casebooks,
    case_id           text        NOT NULL REFERENCES cases,
    programme_code   text        NOT NULL,
    academic_year    text        NOT NULL,
    step             text        NOT NULL,
    clause           text        NOT NULL,
    action           text        NOT NULL CHECK (action IN ('CONTACT', 'INTERVIEW')),
    as_of_week       date        NOT NULL,
    missed_weeks     date[]      NOT NULL,
    raised_at        timestamptz NOT NULL,
    rescinded_at     timestamptz,
    rescinded_because text       CHECK ((rescinded_because IS NULL) = (rescinded_at IS NULL)),
    revision         integer     NOT NULL
);
CREATE INDEX thresholds_of_student ON thresholds (student_id);
CREATE INDEX thresholds_of_case ON thresholds (case_id);

-- The events that told of a threshold, in any revision: e-mails name the event that asked for them.
CREATE TABLE threshold_events (
    event_id     text PRIMARY KEY,
    threshold_id text NOT NULL,
    student_id   text NOT NULL
);
CREATE INDEX threshold_events_of_student ON threshold_events (student_id);
CREATE INDEX threshold_events_of_threshold ON threshold_events (threshold_id);

CREATE TABLE contacts (
    email_id   text        PRIMARY KEY,
    student_id text        NOT NULL,
    template   text        NOT NULL,
    caused_by  text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('SENT', 'FAILED')),
    at         timestamptz NOT NULL
);
CREATE INDEX contacts_of_student ON contacts (student_id);
CREATE INDEX contacts_by_cause ON contacts (caused_by);

CREATE TABLE weeks (
    student_id    text    NOT NULL,
    week_starting date    NOT NULL,
    attended      boolean NOT NULL,
    revision      integer NOT NULL,
    PRIMARY KEY (student_id, week_starting)
);
