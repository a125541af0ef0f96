-- Whose rows are whose: a student's by the student's programme, a programme's by its faculty. Topics are not ordered among
-- each other, so a student's programme may be one of which nothing has been heard yet.
ALTER TABLE programme ADD COLUMN faculty text NOT NULL DEFAULT '';
CREATE VIEW student_bounds AS
    SELECT student_id, programme_code, faculty FROM student LEFT JOIN programme USING (programme_code);
