-- What became of each record that was consumed, counted once however often it is delivered: the sum of the counts, of what was
-- refused and of what was passed over is what was published.
CREATE TABLE account (
    topic        text     NOT NULL,
    partition_no integer  NOT NULL,
    -- The record after the last one that was counted.
    next_offset  bigint   NOT NULL,
    taken        bigint   NOT NULL,
    unmatched    bigint   NOT NULL,
    repeated     bigint   NOT NULL,
    PRIMARY KEY (topic, partition_no)
) WITH (fillfactor = 50); -- Updated with every batch.

-- Refused records that somebody put back on their topics.
CREATE TABLE rejection_retry (
    rejection_id uuid        NOT NULL,
    retried_at   timestamptz NOT NULL,
    PRIMARY KEY (rejection_id, retried_at)
);

-- What records do not repeat of their session and people are shown, as it was at any time.
CREATE TABLE session_history (
    session_id text COLLATE "C" NOT NULL,
    change_no  bigint           GENERATED ALWAYS AS IDENTITY,
    changed_at timestamptz      NOT NULL,
    room       text,
    title      text             NOT NULL,
    PRIMARY KEY (session_id, change_no)
);
INSERT INTO session_history (session_id, changed_at, room, title)
SELECT session_id, now(), room, title FROM session;

-- A session that a file told of; the timetable's own replaces it.
ALTER TABLE session ADD COLUMN imported boolean NOT NULL DEFAULT false;
-- Sessions whose registers are to be chased.
CREATE INDEX session_nothing_taken ON session (starts_at) WHERE NOT attendance_taken AND NOT cancelled;

ALTER TABLE mark ADD COLUMN source text COLLATE "C" NOT NULL DEFAULT 'REGISTER';
ALTER TABLE mark ALTER COLUMN source DROP DEFAULT;
ALTER TABLE mark DROP CONSTRAINT mark_pkey;
ALTER TABLE mark ADD PRIMARY KEY (student_id, session_id, taken_at, mark, source, taken_by);

-- A place in the order in which changes become known: the id of the transaction, or of the latest that had ended when the
-- change was written, whichever is higher. Nothing is added any more below the lowest id of a transaction that has not ended;
-- and of two changes of one record the later has no lower place, because it was written after the earlier had ended.
ALTER TABLE record_history ADD COLUMN place bigint NOT NULL DEFAULT 0;
ALTER TABLE record_history ALTER COLUMN place DROP DEFAULT;
CREATE INDEX record_history_statements ON record_history (place) WHERE status IN ('PRESENT', 'LATE', 'ABSENT');
CREATE INDEX record_history_by_time ON record_history USING brin (changed_at);

-- How far a learning record store has been told.
CREATE TABLE statement_cursor (
    store      text PRIMARY KEY,
    place      bigint           NOT NULL,
    student_id text COLLATE "C" NOT NULL,
    session_id text COLLATE "C" NOT NULL,
    revision   integer          NOT NULL,
    moved_at   timestamptz      NOT NULL
);

-- Statements that a learning record store will never take, and what it said.
CREATE TABLE statement_refused (
    store        text        NOT NULL,
    statement_id uuid        NOT NULL,
    student_id   text        NOT NULL,
    session_id   text        NOT NULL,
    revision     integer     NOT NULL,
    reason       text        NOT NULL,
    refused_at   timestamptz NOT NULL,
    PRIMARY KEY (store, statement_id)
);

CREATE TABLE import (
    import_id       uuid        PRIMARY KEY,
    idempotency_key text UNIQUE,
    delimiter       text        NOT NULL,
    -- RECEIVING, RUNNING, FINISHED, FAILED
    state           text        NOT NULL,
    failure         text,
    received_at     timestamptz NOT NULL,
    finished_at     timestamptz,
    -- The names of the columns in their order, once the header was read.
    header          text[],
    -- Where the next line begins: its number, and its first byte.
    next_line       integer     NOT NULL DEFAULT 1,
    next_byte       bigint      NOT NULL DEFAULT 0,
    size_in_bytes   bigint      NOT NULL DEFAULT 0,
    lines_read      bigint      NOT NULL DEFAULT 0,
    taken           bigint      NOT NULL DEFAULT 0,
    refused         bigint      NOT NULL DEFAULT 0
);
CREATE INDEX import_to_run ON import (received_at) WHERE state = 'RUNNING';

-- The file, until it has been taken.
CREATE TABLE import_chunk (
    import_id uuid    NOT NULL REFERENCES import ON DELETE CASCADE,
    chunk_no  integer NOT NULL,
    content   bytea   NOT NULL,
    PRIMARY KEY (import_id, chunk_no)
);
ALTER TABLE import_chunk ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE import_refusal (
    import_id   uuid    NOT NULL REFERENCES import ON DELETE CASCADE,
    line_no     integer NOT NULL,
    column_name text,
    reason      text    NOT NULL,
    PRIMARY KEY (import_id, line_no)
);
