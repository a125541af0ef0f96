-- What the service may do with each of its tables, and no more; db/chassis/R__delivery_rights.sql says how it is given.

CALL allow('student', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT', 'student_id');
CALL allow('programme', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');
CALL allow('raise', 'SELECT, INSERT, UPDATE');
CALL allow('email', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('session', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');
CALL allow('attendance', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('authorised_absence', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
CALL allow('appeal', 'SELECT, INSERT');
CALL allow('admission', 'SELECT, INSERT, DELETE');
CALL allow('hold', 'SELECT, INSERT, UPDATE');
CALL allow_view('student_bounds', 'SELECT', 'SELECT');
-- Who is held, is asked by whoever erases.
CALL allow_view('legal_hold', 'SELECT');

GRANT USAGE ON SEQUENCE sender TO "${app}";
