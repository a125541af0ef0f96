-- Absences that staff authorised or refused (clause 10). The reason is encrypted and never leaves.
CREATE TABLE absences (
    absence_id       text        PRIMARY KEY,
    student_id       text        NOT NULL,
    from_day         date        NOT NULL,
    to_day           date        NOT NULL CHECK (to_day >= from_day),
    status           text        NOT NULL CHECK (status IN ('AUTHORISED', 'REFUSED', 'REVOKED')),
    decided_by       text        NOT NULL,
    decided_at       timestamptz NOT NULL,
    revision         integer     NOT NULL,
    circumstances_id text,
    sealed           bytea       NOT NULL
);
CREATE INDEX absences_of_student ON absences (student_id, from_day);

-- Whose student it is: staff are bound to programmes and faculties.
ALTER TABLE students ADD COLUMN programme_code text NOT NULL DEFAULT '';
