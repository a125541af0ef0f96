-- How far the mailbox was read. It moves in the transaction that takes a mail, so that each is taken once.
CREATE TABLE mailbox_positions (
    mailbox      text   PRIMARY KEY,
    uid_validity bigint NOT NULL,
    last_uid     bigint NOT NULL
);

CREATE TABLE mails (
    mail_id         text        PRIMARY KEY,
    -- The Message-ID; where there is none, or another mail bears the same, what the mail says.
    message_key     text        NOT NULL UNIQUE,
    digest          text        NOT NULL,
    sender          text,
    -- Whether nothing about the mail contradicts its sender.
    sender_trusted  boolean     NOT NULL,
    automatic       boolean     NOT NULL,
    readable        boolean     NOT NULL,
    -- What people wrote is sealed.
    subject         bytea       NOT NULL,
    text            bytea       NOT NULL,
    -- What in it may be the reference of a decision.
    mentioned       text[]      NOT NULL,
    notes           text[]      NOT NULL,
    received_at     timestamptz NOT NULL,
    size            bigint      NOT NULL,
    state           text        NOT NULL CHECK (state IN ('APPEAL', 'WAITING', 'LINKED', 'DISMISSED')),
    -- Why it waits, or waited, for a person.
    reason          text        CHECK (reason IS NOT NULL OR state = 'APPEAL'),
    -- Something was heard that may give it its appeal: it is to be looked at again.
    look_again      boolean     NOT NULL DEFAULT false,
    appeal_id       text        REFERENCES appeals CHECK ((appeal_id IS NOT NULL) = (state IN ('APPEAL', 'LINKED'))),
    settled_by      text        CHECK ((settled_by IS NOT NULL) = (state IN ('LINKED', 'DISMISSED'))),
    settled_at      timestamptz CHECK ((settled_at IS NOT NULL) = (settled_by IS NOT NULL)),
    settled_because bytea       CHECK ((settled_because IS NOT NULL) = (settled_by IS NOT NULL))
);
CREATE INDEX mails_waiting ON mails (received_at, mail_id) WHERE state = 'WAITING';
CREATE INDEX mails_to_look_at_again ON mails (received_at) WHERE look_again;
REVOKE DELETE ON mails FROM ${app};

CREATE TABLE mail_attachments (
    mail_id  text    NOT NULL REFERENCES mails,
    number   integer NOT NULL,
    name     text    NOT NULL,
    type     text    NOT NULL,
    size     bigint  NOT NULL,
    content  bytea,
    not_kept text    CHECK ((content IS NULL) = (not_kept IS NOT NULL)),
    PRIMARY KEY (mail_id, number)
);
REVOKE UPDATE, DELETE ON mail_attachments FROM ${app};
