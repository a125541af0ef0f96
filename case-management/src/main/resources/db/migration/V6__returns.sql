-- What happened that has to be reported of sponsored and funded students; of which students that is, their records say.
CREATE TABLE reportable_events (
    case_id        text    NOT NULL REFERENCES cases,
    kind           text    NOT NULL CHECK (kind IN ('ENGAGEMENT', 'WITHDRAWAL')),
    student_id     text    NOT NULL,
    programme_code text    NOT NULL,
    day_zero       date    NOT NULL,
    live           boolean NOT NULL,
    PRIMARY KEY (case_id, kind)
);
CREATE INDEX reportable_events_of_student ON reportable_events (student_id);

CREATE TABLE reportable_absences (
    id             text     PRIMARY KEY,
    body           text     NOT NULL,
    kind           text     NOT NULL CHECK (kind IN ('ENGAGEMENT', 'WITHDRAWAL')),
    case_id        text     NOT NULL REFERENCES cases,
    student_id     text     NOT NULL,
    programme_code text     NOT NULL,
    day_zero       date     NOT NULL,
    due_on         date     NOT NULL,
    status         text     NOT NULL CHECK (status IN ('DUE', 'HELD', 'REPORTED', 'LAPSED')),
    -- While an appeal is open the clock stands, with so many working days left.
    held_since     date,
    days_left      integer  CHECK ((days_left IS NULL) = (held_since IS NULL)),
    reported_at    timestamptz,
    reported_by    text     CHECK ((reported_by IS NULL) = (reported_at IS NULL)),
    reference      text,
    -- It was reported, and turned out to be wrong: the body has to be told that too.
    correction_due boolean  NOT NULL DEFAULT false,
    UNIQUE (case_id, kind, body)
);
CREATE INDEX reportable_absences_due ON reportable_absences (due_on, id) WHERE status IN ('DUE', 'HELD');
CREATE INDEX reportable_absences_of_body ON reportable_absences (body, due_on, id);
CREATE INDEX reportable_absences_of_student ON reportable_absences (student_id);
