-- Ids compare by their bytes: the fastest order, and the same on every machine.

CREATE TABLE student (
    student_id text COLLATE "C" PRIMARY KEY,
    status     text NOT NULL
);

-- A card passes from hand to hand: the holding that began last, on the day of the swipe, is the one that counts.
CREATE TABLE card_holding (
    card_number text COLLATE "C" NOT NULL,
    valid_from  date             NOT NULL,
    valid_to    date,
    student_id  text COLLATE "C" NOT NULL,
    PRIMARY KEY (card_number, valid_from)
);
CREATE INDEX card_holding_by_student ON card_holding (student_id);

CREATE TABLE session (
    session_id       text COLLATE "C" PRIMARY KEY,
    module_code      text        NOT NULL,
    title            text        NOT NULL,
    activity         text        NOT NULL,
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    room             text COLLATE "C",
    compulsory       boolean     NOT NULL,
    cancelled        boolean     NOT NULL,
    -- Raised when a part changes that its records repeat in public.
    version          integer     NOT NULL,
    closed_at        timestamptz,
    -- What the close found; nothing is inferred from what comes later.
    attendance_taken boolean,
    CHECK ((closed_at IS NULL) = (attendance_taken IS NULL))
);
CREATE INDEX session_to_close ON session (ends_at) WHERE closed_at IS NULL AND NOT cancelled;
-- How long the longest lasts is asked with every batch of swipes.
CREATE INDEX session_by_length ON session (extract(epoch FROM ends_at - starts_at)) WHERE room IS NOT NULL;

-- One per student and session, whatever becomes of it: it is never deleted by what is consumed.
CREATE TABLE attendance_record (
    student_id      text COLLATE "C" NOT NULL,
    session_id      text COLLATE "C" NOT NULL,
    -- The session, as it is now, names the student.
    named           boolean          NOT NULL,
    -- Copies from the session, which swipes are matched by: it is not cancelled and names the student; where and when.
    active          boolean          NOT NULL,
    room            text COLLATE "C",
    starts_at       timestamptz      NOT NULL,
    ends_at         timestamptz      NOT NULL,
    -- What was said of it last, and of which version of the session. Revision 0: nothing was said yet.
    status          text             NOT NULL,
    source          text             NOT NULL,
    observed_at     timestamptz,
    contradicted    boolean          NOT NULL,
    session_version integer          NOT NULL,
    revision        integer          NOT NULL,
    PRIMARY KEY (student_id, session_id)
) WITH (fillfactor = 70); -- Room for the next revision on the same page; no index holds a column that it changes.
CREATE INDEX attendance_record_by_place ON attendance_record (student_id, room, starts_at, session_id) WHERE active;
CREATE INDEX attendance_record_by_session ON attendance_record (session_id, student_id);

CREATE TABLE record_history (
    student_id   text COLLATE "C" NOT NULL,
    session_id   text COLLATE "C" NOT NULL,
    revision     integer          NOT NULL,
    changed_at   timestamptz      NOT NULL,
    module_code  text             NOT NULL,
    activity     text             NOT NULL,
    starts_at    timestamptz      NOT NULL,
    ends_at      timestamptz      NOT NULL,
    compulsory   boolean          NOT NULL,
    status       text             NOT NULL,
    source       text             NOT NULL,
    observed_at  timestamptz,
    contradicted boolean          NOT NULL,
    -- When the evidence reached us, and from whom: the reader, or who took the register. Null for what needs no evidence.
    received_at  timestamptz,
    reported_by  text,
    PRIMARY KEY (student_id, session_id, revision)
);
REVOKE UPDATE, DELETE ON record_history FROM "${app}";

-- Evidence is only ever added. What a swipe counts for is found again when a session or a card changes.
CREATE TABLE swipe (
    card_number text COLLATE "C" NOT NULL,
    swiped_at   timestamptz      NOT NULL,
    -- The room, where no reader was named.
    reader      text COLLATE "C" NOT NULL,
    room        text COLLATE "C" NOT NULL,
    received_at timestamptz      NOT NULL,
    -- Who held the card on that day, and the session that it counts for; null while unknown.
    student_id  text COLLATE "C",
    session_id  text COLLATE "C",
    PRIMARY KEY (card_number, swiped_at, reader)
);
CREATE INDEX swipe_unmatched ON swipe (swiped_at) WHERE session_id IS NULL;

CREATE TABLE mark (
    student_id  text COLLATE "C" NOT NULL,
    session_id  text COLLATE "C" NOT NULL,
    taken_at    timestamptz      NOT NULL,
    mark        text COLLATE "C" NOT NULL,
    taken_by    text COLLATE "C" NOT NULL,
    received_at timestamptz      NOT NULL,
    -- The session, as it is now, names the student.
    matched     boolean          NOT NULL,
    PRIMARY KEY (student_id, session_id, taken_at, mark, taken_by)
);
CREATE INDEX mark_unmatched ON mark (taken_at) WHERE NOT matched;
