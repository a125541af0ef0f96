-- How many e-mails of a template were let pass and when, of the last hour: to count them anew each time took longer the
-- more there were.
CREATE TABLE admission (
    template    text        NOT NULL,
    admitted_at timestamptz NOT NULL,
    emails      integer     NOT NULL
);
INSERT INTO admission
SELECT template, admitted_at, count(*) FROM email
WHERE hold_id IS NULL AND admitted_at > (SELECT max(admitted_at) FROM email) - interval '1 hour'
GROUP BY template, admitted_at;
DROP INDEX email_admitted;

-- Nearly all end as sent: no index says so of each, at each of its steps.
DROP INDEX email_by_stage;
CREATE INDEX email_not_sent ON email (stage, seq) WHERE stage IN ('FAILED', 'WITHDRAWN');
DROP INDEX email_by_template;
CREATE INDEX email_by_template ON email (template, seq);

-- The id is computed from these, so they are unique as it is.
ALTER TABLE email DROP CONSTRAINT email_event_id_revision_template_recipient_repetition_key;
