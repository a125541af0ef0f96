-- A letter is some kilobytes: where PostgreSQL has LZ4, it packs them at a fraction of the cost.
DO $$
BEGIN
    IF (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression') THEN
        ALTER TABLE email
            ALTER COLUMN text_body SET COMPRESSION lz4,
            ALTER COLUMN html_body SET COMPRESSION lz4,
            ALTER COLUMN calendar_body SET COMPRESSION lz4;
    END IF;
END
$$;

-- Hardly any is a repetition.
ALTER TABLE email DROP CONSTRAINT email_repeats_idempotency_key_key;
CREATE UNIQUE INDEX email_repeating ON email (repeats, idempotency_key) WHERE repeats IS NOT NULL;
