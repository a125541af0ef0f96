-- An instance remembers who holds which card, and who was said to be expected where, so that it need not ask for every swipe.
-- What it remembers holds as long as the version of its subject stays what it was; each change of the rows has another, from
-- the moment at which it is committed. That is seen to here, whoever changes them.
CREATE TABLE memory_version (
    subject text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL
);
-- Never turned back: a transaction that fails leaves a number behind that no other will have.
CREATE SEQUENCE memory_version_number;

CREATE FUNCTION end_memory() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'TRUNCATE' THEN
        IF NOT EXISTS (SELECT FROM touched) THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO memory_version AS m (subject, version) VALUES (TG_TABLE_NAME, nextval('memory_version_number'))
    ON CONFLICT (subject) DO UPDATE SET version = excluded.version;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION end_memory FROM PUBLIC;

CREATE TRIGGER end_memory_of_added AFTER INSERT ON card_holding
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION end_memory();
CREATE TRIGGER end_memory_of_changed AFTER UPDATE ON card_holding
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION end_memory();
CREATE TRIGGER end_memory_of_gone AFTER DELETE ON card_holding
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION end_memory();
CREATE TRIGGER end_memory_of_all AFTER TRUNCATE ON card_holding
    FOR EACH STATEMENT EXECUTE FUNCTION end_memory();

-- A line that was added is found out when the next of its record is: its key is taken. One that is gone leaves no trace.
CREATE TRIGGER end_memory_of_gone AFTER DELETE ON record_history
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION end_memory();
CREATE TRIGGER end_memory_of_all AFTER TRUNCATE ON record_history
    FOR EACH STATEMENT EXECUTE FUNCTION end_memory();
