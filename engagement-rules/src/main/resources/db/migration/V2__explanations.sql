-- Every word that was said on a raise, as it was said: with the weeks and sessions that it rested on. It never changes, so
-- that an explanation can tell what was known then from what is known now.
CREATE TABLE threshold_word (
    student_id     text COLLATE "C" NOT NULL,
    threshold_id   text COLLATE "C" NOT NULL,
    revision       integer          NOT NULL,
    -- Of the event that said it: whatever is caused by it names this id.
    event_id       text COLLATE "C" NOT NULL,
    what           text             NOT NULL,
    reason         text,
    said_at        timestamptz      NOT NULL,
    policy_version text             NOT NULL,
    weeks          jsonb            NOT NULL,
    PRIMARY KEY (student_id, threshold_id, revision)
);
REVOKE UPDATE ON threshold_word FROM "${app}";

-- The e-mails that such words caused, as the notification service says.
CREATE TABLE threshold_mail (
    student_id   text COLLATE "C" NOT NULL,
    email_id     text COLLATE "C" NOT NULL,
    threshold_id text COLLATE "C" NOT NULL,
    revision     integer          NOT NULL,
    template     text             NOT NULL,
    outcome      text             NOT NULL,
    message_id   text             NOT NULL,
    occurred_at  timestamptz      NOT NULL,
    PRIMARY KEY (student_id, email_id)
);
