-- Whom to write to, as the other systems last said.

CREATE TABLE student (
    student_id  text PRIMARY KEY,
    given_name  text NOT NULL,
    family_name text NOT NULL,
    -- Empty while the student has none: their e-mails wait.
    email       text NOT NULL
);

CREATE TABLE programme (
    programme_code     text PRIMARY KEY,
    title              text NOT NULL,
    leader_name        text NOT NULL,
    leader_email       text NOT NULL,
    admin_office_email text NOT NULL
);

-- The latest word on each raise of a step; what is older came late and changes nothing.
CREATE TABLE raise (
    threshold_id text    PRIMARY KEY,
    revision     integer NOT NULL,
    stands       boolean NOT NULL
);

CREATE TABLE email (
    -- Computed from event, revision, template and recipient, and so unique as they are.
    id             uuid        PRIMARY KEY,
    -- The order in which one student's e-mails were asked for, and leave.
    seq            bigint      NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    event_id       text        NOT NULL,
    revision       integer     NOT NULL,
    template       text        NOT NULL,
    recipient      text        NOT NULL,
    message_id     text        NOT NULL,
    student_id     text        NOT NULL,
    programme_code text        NOT NULL,
    threshold_id   text        NOT NULL,
    corrects       uuid        REFERENCES email,
    event_type     text        NOT NULL,
    event          jsonb       NOT NULL,
    trace_id       text,
    span_id        text,
    asked_at       timestamptz NOT NULL,

    stage          text        NOT NULL CHECK (stage IN ('PENDING', 'SENDING', 'UNKNOWN', 'SENT', 'FAILED', 'WITHDRAWN')),
    attempts       integer     NOT NULL,
    due_at         timestamptz,
    -- The running instance that talks to the mail server about it, by the number of its lease.
    sender         integer,
    -- Real time: a mail server knows nothing of an adjusted clock.
    lost_at        timestamptz,
    next_look_at   timestamptz,
    ended_at       timestamptz,
    -- The server's answer, or why it was not sent.
    remark         text,

    -- As handed to the mail server, the last time.
    address        text,
    subject        text,
    text_body      text,
    html_body      text,

    UNIQUE (event_id, revision, template, recipient),
    CHECK (stage <> 'PENDING' OR due_at IS NOT NULL),
    CHECK (stage <> 'SENDING' OR (sender IS NOT NULL AND text_body IS NOT NULL)),
    CHECK (stage <> 'UNKNOWN' OR (lost_at IS NOT NULL AND next_look_at IS NOT NULL)),
    CHECK (stage NOT IN ('SENT', 'FAILED', 'WITHDRAWN') OR (ended_at IS NOT NULL AND remark IS NOT NULL))
);
CREATE INDEX email_due ON email (due_at, seq) WHERE stage = 'PENDING';
CREATE INDEX email_unsettled ON email (student_id, recipient, seq) WHERE stage IN ('PENDING', 'SENDING', 'UNKNOWN');
CREATE INDEX email_under_way ON email (sender) WHERE stage IN ('SENDING', 'UNKNOWN');
CREATE INDEX email_of_raise ON email (threshold_id, seq);
CREATE INDEX email_correcting ON email (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX email_of_student ON email (student_id, seq);
CREATE INDEX email_by_template ON email (template, stage, seq);
CREATE INDEX email_by_stage ON email (stage, seq);

-- Numbers for the leases of running instances.
CREATE SEQUENCE sender AS integer;
