-- What happened in each case: each line's hash covers the line before, so that a later change can be found.
CREATE TABLE case_history (
    case_id  text        NOT NULL,
    sequence integer     NOT NULL,
    what     text        NOT NULL,
    about    text,
    detail   text,
    actor    text        NOT NULL,
    at       timestamptz NOT NULL,
    cause    text        NOT NULL,
    hash     text        NOT NULL,
    PRIMARY KEY (case_id, sequence)
);
REVOKE UPDATE, DELETE ON case_history FROM ${app};

-- Where each history ends: without it, lines cut off at the end would not be missed.
CREATE TABLE case_history_heads (
    case_id text    PRIMARY KEY,
    length  integer NOT NULL,
    hash    text    NOT NULL
);
