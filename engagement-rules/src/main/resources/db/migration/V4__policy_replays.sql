-- A candidate policy, lived over the stored facts of an academic year as if it had been in force. Student after student, in
-- the order of their ids, by whichever instance has the row; so a replay goes on where it was after a stop.
CREATE TABLE policy_replay (
    id              uuid             PRIMARY KEY,
    idempotency_key text COLLATE "C" UNIQUE,
    academic_year   text             NOT NULL,
    first_week      date             NOT NULL,
    latest_week     date             NOT NULL,
    policy_version  text             NOT NULL,
    -- The file as it was given.
    policy          text             NOT NULL,
    requested_at    timestamptz      NOT NULL,
    state           text             NOT NULL,
    students        integer          NOT NULL,
    students_done   integer          NOT NULL,
    -- All up to this one are done.
    last_student    text COLLATE "C" NOT NULL,
    finished_at     timestamptz,
    failure         text
);
CREATE INDEX policy_replay_running ON policy_replay (requested_at) WHERE state = 'RUNNING';

-- How many raises of each step there are under the present policy and under the candidate.
CREATE TABLE policy_replay_count (
    replay_id      uuid             NOT NULL REFERENCES policy_replay ON DELETE CASCADE,
    programme_code text COLLATE "C" NOT NULL,
    level          integer          NOT NULL,
    step           text COLLATE "C" NOT NULL,
    present        integer          NOT NULL,
    candidate      integer          NOT NULL,
    gained         integer          NOT NULL,
    lost           integer          NOT NULL,
    moved          integer          NOT NULL,
    PRIMARY KEY (replay_id, programme_code, level, step)
);

-- Whose raises differ.
CREATE TABLE policy_replay_difference (
    replay_id      uuid             NOT NULL REFERENCES policy_replay ON DELETE CASCADE,
    student_id     text COLLATE "C" NOT NULL,
    step           text COLLATE "C" NOT NULL,
    position       integer          NOT NULL,
    programme_code text COLLATE "C" NOT NULL,
    level          integer          NOT NULL,
    kind           text             NOT NULL,
    present_week   date,
    candidate_week date,
    PRIMARY KEY (replay_id, student_id, step, position)
);
