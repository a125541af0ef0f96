-- Whose rows are whose: a student's by the student's programme, a programme's by its faculty. Topics are not ordered among
-- each other, so a student's programme may be one of which nothing has been heard yet.
ALTER TABLE student ADD COLUMN programme_code text COLLATE "C";
CREATE TABLE programme (
    programme_code text COLLATE "C" PRIMARY KEY,
    faculty        text COLLATE "C" NOT NULL
);
CREATE VIEW student_bounds AS
    SELECT student_id, programme_code, faculty FROM student LEFT JOIN programme USING (programme_code);
-- A file is its sender's: of whom the lines are, is not known before they are read.
ALTER TABLE import ADD COLUMN sent_by text;
-- Of whose students the sender may bring lines; null: of all.
ALTER TABLE import ADD COLUMN sent_for_faculties text[];
ALTER TABLE import DROP CONSTRAINT import_idempotency_key_key;
ALTER TABLE import ADD UNIQUE (sent_by, idempotency_key);
