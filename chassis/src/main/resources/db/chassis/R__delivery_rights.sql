-- What the service's two roles may do with each table, and no more. Every service says so of its own tables in R__rights.sql,
-- which comes after this file; both are run anew when a word of them changes.
--
-- ${app} is the role in which the service works. ${student} is the role into which a connection steps to answer a student:
-- of what is about students it sees the rows of the one who asks, whatever a statement forgets to ask for.

-- A table that nobody has said anything of is out of reach.
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM "${app}";
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM "${app}";
REVOKE ALL ON TABLE flyway_schema_history FROM "${app}";

-- The student who asks; nobody's id where none does.
CREATE OR REPLACE FUNCTION asker() RETURNS text LANGUAGE sql STABLE
RETURN coalesce(current_setting('rollcall.student', true), '');

-- Takes all rights on a table away and gives these: to the service, and to it while it answers a student. "own" tells which
-- rows are the asking student's: by the column that names the student, or by a condition. The service's own policy is the
-- constant true, which the planner drops: it costs the statements that move thousands of rows nothing.
CREATE OR REPLACE PROCEDURE allow(kept text, application text, student text DEFAULT '', own text DEFAULT '')
LANGUAGE plpgsql SET client_min_messages = warning AS $$
DECLARE
    theirs text := CASE WHEN own ~ '^[a-z_]+$' THEN format('%I = (SELECT asker())', own) ELSE own END;
BEGIN
    EXECUTE format('REVOKE ALL ON TABLE %I FROM PUBLIC, "${app}", "${student}"', kept);
    EXECUTE format('GRANT %s ON TABLE %I TO "${app}"', application, kept);
    IF student <> '' THEN
        EXECUTE format('GRANT %s ON TABLE %I TO "${student}"', student, kept);
    END IF;
    EXECUTE format('DROP POLICY IF EXISTS every_row ON %I', kept);
    EXECUTE format('DROP POLICY IF EXISTS own_rows ON %I', kept);
    IF own <> '' THEN
        EXECUTE format('CREATE POLICY every_row ON %I TO "${app}" USING (true) WITH CHECK (true)', kept);
        EXECUTE format('CREATE POLICY own_rows ON %I TO "${student}" USING (%s) WITH CHECK (%s)', kept, theirs, theirs);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', kept);
    ELSE
        EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', kept);
    END IF;
END
$$;
REVOKE ALL ON PROCEDURE allow FROM PUBLIC;

-- The same for a view, which shows of its tables what whoever asks may see there.
CREATE OR REPLACE PROCEDURE allow_view(kept text, application text, student text DEFAULT '')
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER VIEW %I SET (security_invoker = true)', kept);
    EXECUTE format('REVOKE ALL ON TABLE %I FROM PUBLIC, "${app}", "${student}"', kept);
    EXECUTE format('GRANT %s ON TABLE %I TO "${app}"', application, kept);
    IF student <> '' THEN
        EXECUTE format('GRANT %s ON TABLE %I TO "${student}"', student, kept);
    END IF;
END
$$;
REVOKE ALL ON PROCEDURE allow_view FROM PUBLIC;

CALL allow('outbox', 'SELECT, INSERT, UPDATE (published_at, failure)', 'INSERT');
CALL allow('inbox', 'SELECT, INSERT');
CALL allow('quarantine', 'SELECT, INSERT');
CALL allow('hold_heard', 'SELECT, INSERT, UPDATE, DELETE', own => 'student_id');
-- Written by the functions that erase and readmit.
CALL allow('erased_student', 'SELECT');
