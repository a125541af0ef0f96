-- Ids compare by their bytes: the fastest order, and the same on every machine.

-- What is known of one student at one session, as the record of the highest revision says it.
CREATE TABLE attendance_fact (
    student_id    text COLLATE "C" NOT NULL,
    session_id    text COLLATE "C" NOT NULL,
    module_code   text             NOT NULL,
    activity      text             NOT NULL,
    starts_at     timestamptz      NOT NULL,
    -- The Monday, in London, of the week in which it starts.
    week_starting date             NOT NULL,
    compulsory    boolean          NOT NULL,
    status        text             NOT NULL,
    revision      integer          NOT NULL,
    PRIMARY KEY (student_id, session_id)
) WITH (fillfactor = 80); -- Room for the next revision on the same page; no index holds a column that it changes.

CREATE TABLE absence (
    student_id       text COLLATE "C" NOT NULL,
    authorisation_id text COLLATE "C" NOT NULL,
    from_date        date             NOT NULL,
    to_date          date             NOT NULL,
    status           text             NOT NULL,
    revision         integer          NOT NULL,
    PRIMARY KEY (student_id, authorisation_id)
);

CREATE TABLE student (
    student_id     text COLLATE "C" PRIMARY KEY,
    programme_code text COLLATE "C" NOT NULL,
    level          integer          NOT NULL,
    enrolled_from  date             NOT NULL,
    enrolled_to    date
);

-- Every new status opens an interval; it lasts until the next begins, within the student's enrolment.
CREATE TABLE student_status (
    student_id text COLLATE "C" NOT NULL REFERENCES student ON DELETE CASCADE,
    from_date  date             NOT NULL,
    status     text             NOT NULL,
    PRIMARY KEY (student_id, from_date)
);

-- The weeks in which anybody has a session: the first of them is the first week to close.
CREATE TABLE taught_week (
    week_starting date PRIMARY KEY
);

-- A week closes once and stays closed. There is no gap between the first and the latest.
CREATE TABLE closed_week (
    week_starting date        PRIMARY KEY,
    closed_at     timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON closed_week FROM "${app}";

-- Who is to be assessed, from which closed week on, and what was corrected; no reason: a week closed.
CREATE TABLE assessment_due (
    student_id text COLLATE "C" PRIMARY KEY,
    since      date             NOT NULL,
    reason     text COLLATE "C",
    -- In real time, whatever the service's clock says: corrections that come together are assessed together.
    marked_at  timestamptz      NOT NULL DEFAULT clock_timestamp()
);

-- What was said last of each student's weeks.
CREATE TABLE assessed_week (
    student_id     text COLLATE "C" NOT NULL,
    week_starting  date             NOT NULL,
    programme_code text             NOT NULL,
    outcome        text             NOT NULL,
    required       integer          NOT NULL,
    attended       integer          NOT NULL,
    late           integer          NOT NULL,
    excused        integer          NOT NULL,
    unrecorded     integer          NOT NULL,
    run            integer          NOT NULL,
    policy_version text             NOT NULL,
    revision       integer          NOT NULL,
    PRIMARY KEY (student_id, week_starting)
) WITH (fillfactor = 90);

-- What was said last of each raise, live or rescinded.
CREATE TABLE raise (
    student_id     text COLLATE "C" NOT NULL,
    as_of_week     date             NOT NULL,
    step           text             NOT NULL,
    threshold_id   text COLLATE "C" NOT NULL UNIQUE,
    programme_code text             NOT NULL,
    clause         text             NOT NULL,
    action         text             NOT NULL,
    missed_weeks   date[]           NOT NULL,
    policy_version text             NOT NULL,
    raised_at      timestamptz      NOT NULL,
    rescinded_at   timestamptz,
    reason         text,
    revision       integer          NOT NULL,
    PRIMARY KEY (student_id, as_of_week, step),
    CHECK ((rescinded_at IS NULL) = (reason IS NULL))
);
