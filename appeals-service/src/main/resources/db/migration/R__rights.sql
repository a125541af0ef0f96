-- What the service may do with each of its tables, and no more; db/chassis/R__delivery_rights.sql says how it is given.

CALL allow('heard', 'SELECT, INSERT', 'SELECT', 'student_id');
CALL allow('students', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT', 'student_id');
CALL allow('decisions', 'SELECT, INSERT', 'SELECT', 'student_id');
-- To lock a row is to be allowed to write in it: in this column the table's trigger refuses every change.
CALL allow('appeals', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE (appeal_id)', 'student_id');
-- What is kept by appeal belongs to the student whose appeal it is: the appeals that can be seen are the student's own.
CALL allow('evidence', 'SELECT, INSERT', 'SELECT, INSERT', 'appeal_id IN (SELECT appeal_id FROM appeals)');
CALL allow('appeal_history', 'SELECT, INSERT', 'SELECT, INSERT', 'appeal_id IN (SELECT appeal_id FROM appeals)');
CALL allow('appeal_history_heads', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE',
    'appeal_id IN (SELECT appeal_id FROM appeals)');
CALL allow('letters', 'SELECT, INSERT', 'SELECT', 'appeal_id IN (SELECT appeal_id FROM appeals)');
CALL allow('letters_waiting', 'SELECT, INSERT, DELETE', 'SELECT', 'student_id');
CALL allow('idempotency_keys', 'SELECT, INSERT, UPDATE (resource_id)', 'SELECT, INSERT, UPDATE (resource_id)', 'person');
CALL allow('mailbox_positions', 'SELECT, INSERT, UPDATE');
CALL allow('mails', 'SELECT, INSERT, UPDATE', own => 'appeal_id IN (SELECT appeal_id FROM appeals)');
CALL allow('mail_attachments', 'SELECT, INSERT', own => 'mail_id IN (SELECT mail_id FROM mails)');
-- Written by the functions that erase and let go.
CALL allow('forgotten_mails', 'SELECT');
-- Who is held, is asked by whoever erases.
CALL allow_view('legal_hold', 'SELECT');
