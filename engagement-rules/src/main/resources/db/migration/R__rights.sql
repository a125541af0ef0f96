-- What the service may do with each of its tables, and no more; db/chassis/R__delivery_rights.sql says how it is given.

CALL allow('attendance_fact', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('absence', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('student', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT', 'student_id');
CALL allow('student_status', 'SELECT, INSERT, DELETE', 'SELECT', 'student_id');
CALL allow('taught_week', 'SELECT, INSERT', 'SELECT');
CALL allow('closed_week', 'SELECT, INSERT', 'SELECT');
CALL allow('policies_in_force', 'SELECT, INSERT');
CALL allow('assessment_due', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT', 'student_id');
CALL allow('assessed_week', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('raise', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
-- What was said stays said.
CALL allow('threshold_word', 'SELECT, INSERT', 'SELECT', 'student_id');
CALL allow('threshold_mail', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('policy_replay', 'SELECT, INSERT, UPDATE');
CALL allow('policy_replay_count', 'SELECT, INSERT, UPDATE');
CALL allow('policy_replay_difference', 'SELECT, INSERT', own => 'student_id');
CALL allow('programme', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');
CALL allow_view('student_bounds', 'SELECT', 'SELECT');
-- Who is held, is asked by whoever erases.
CALL allow_view('legal_hold', 'SELECT');
