CREATE TABLE essays (
    essay_id   text PRIMARY KEY,
    student_id text NOT NULL
);
