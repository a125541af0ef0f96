-- Requests that name themselves: asked again, they are answered as before and do nothing more.
CREATE TABLE idempotency_keys (
    person      text        NOT NULL,
    key         text        NOT NULL,
    request     text        NOT NULL,
    resource_id text,
    asked_at    timestamptz NOT NULL,
    PRIMARY KEY (person, key)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (asked_at);
