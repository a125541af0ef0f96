CREATE TABLE taken (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what     text NOT NULL
);
