-- What every service needs to lose nothing and to double nothing.

CREATE TABLE outbox (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- One relay at a time works on a shard, so the order of a key is the order of its rows.
    shard        smallint    NOT NULL GENERATED ALWAYS AS (hashtext(key) & 3) STORED,
    topic        text        NOT NULL,
    key          text        NOT NULL,
    headers      jsonb       NOT NULL,
    payload      bytea,
    created_at   timestamptz NOT NULL,
    published_at timestamptz,
    -- Why the broker will never take this row (too large, say); it then stands aside for a person.
    failure      text
);
CREATE INDEX outbox_unpublished ON outbox (shard, id) WHERE published_at IS NULL AND failure IS NULL;
CREATE INDEX outbox_failed ON outbox (id) WHERE failure IS NOT NULL;

CREATE FUNCTION wake_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END
$$;
CREATE TRIGGER outbox_wakes_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake_relay();

CREATE TABLE inbox (
    consumer    text        NOT NULL,
    event_id    text        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, event_id)
);

CREATE TABLE quarantine (
    id              uuid        PRIMARY KEY,
    topic           text        NOT NULL,
    partition_no    integer     NOT NULL,
    offset_no       bigint      NOT NULL,
    key             bytea,
    headers         jsonb       NOT NULL,
    payload         bytea,
    reason          text        NOT NULL,
    detail          text        NOT NULL,
    quarantined_at  timestamptz NOT NULL,
    UNIQUE (topic, partition_no, offset_no)
);
CREATE INDEX quarantine_by_time ON quarantine (quarantined_at, topic);
