-- What happened to each appeal: each line's hash covers the line before, so that a later change can be found.
CREATE TABLE appeal_history (
    appeal_id  text        NOT NULL,
    sequence integer     NOT NULL,
    what     text        NOT NULL,
    about    text,
    detail   text,
    actor    text        NOT NULL,
    at       timestamptz NOT NULL,
    cause    text        NOT NULL,
    hash     text        NOT NULL,
    PRIMARY KEY (appeal_id, sequence)
);
REVOKE UPDATE, DELETE ON appeal_history FROM ${app};

-- Where each history ends: without it, lines cut off at the end would not be missed.
CREATE TABLE appeal_history_heads (
    appeal_id text    PRIMARY KEY,
    length  integer NOT NULL,
    hash    text    NOT NULL
);
