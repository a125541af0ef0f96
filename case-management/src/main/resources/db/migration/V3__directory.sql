-- What a case file needs to know of students and programmes; no names and no addresses.
CREATE TABLE students (
    student_id     text    PRIMARY KEY,
    sponsored      boolean NOT NULL,
    funding_bodies text[]  NOT NULL
);

CREATE TABLE programmes (
    programme_code text PRIMARY KEY,
    faculty        text NOT NULL
);
CREATE INDEX programmes_of_faculty ON programmes (faculty);
