-- What the service may do with each of its tables, and no more; db/chassis/R__delivery_rights.sql says how it is given.

-- To lock a row is to be allowed to write in it: whoever asks locks the student's row here, whose one column is the id.
CALL allow('casebooks', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE', 'student_id');
CALL allow('cases', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE', 'student_id');
CALL allow('thresholds', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('threshold_events', 'SELECT, INSERT', 'SELECT', 'student_id');
CALL allow('contacts', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('weeks', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('students', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT', 'student_id');
CALL allow('programmes', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');
-- Students give notice that they cannot come, and sign.
CALL allow('interviews', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE', 'student_id');
CALL allow('agreements', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE', 'student_id');
-- A decision cannot be changed; an upheld appeal quashes it.
CALL allow('decisions', 'SELECT, INSERT, UPDATE (quashed)', 'SELECT', 'student_id');
CALL allow('appeals', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('absences', 'SELECT, INSERT, UPDATE (status, decided_by, decided_at, revision)', 'SELECT', 'student_id');
CALL allow('reportable_events', 'SELECT, INSERT, UPDATE', own => 'student_id');
CALL allow('reportable_absences', 'SELECT, INSERT, UPDATE, DELETE', own => 'student_id');
-- What is kept by case belongs to the student whose case it is: the cases that can be seen are the student's own.
CALL allow('case_texts', 'SELECT, INSERT', 'SELECT, INSERT', 'case_id IN (SELECT case_id FROM cases)');
CALL allow('case_history', 'SELECT, INSERT', 'SELECT, INSERT', 'case_id IN (SELECT case_id FROM cases)');
CALL allow('case_history_heads', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE',
    'case_id IN (SELECT case_id FROM cases)');
CALL allow('idempotency_keys', 'SELECT, INSERT, UPDATE (resource_id)', 'SELECT, INSERT, UPDATE (resource_id)', 'person');
-- Who is held, is asked by whoever erases.
CALL allow_view('legal_hold', 'SELECT');
