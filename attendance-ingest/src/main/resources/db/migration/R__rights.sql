-- What the service may do with each of its tables, and no more; db/chassis/R__delivery_rights.sql says how it is given.

CALL allow('student', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT', 'student_id');
CALL allow('card_holding', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT', 'student_id');
CALL allow('session', 'SELECT, INSERT, UPDATE', 'SELECT');
CALL allow('session_history', 'SELECT, INSERT', 'SELECT');
CALL allow('attendance_record', 'SELECT, INSERT, UPDATE', 'SELECT', 'student_id');
-- Lines stay as they were written; only the swipe that one holds moves out.
CALL allow('record_history', 'SELECT, INSERT, UPDATE (swiped_card, swiped_room)', 'SELECT', 'student_id');
-- Evidence stays as it was given; what it counts for is found anew.
CALL allow('swipe', 'SELECT, INSERT, UPDATE (student_id, session_id)', 'SELECT', 'student_id');
CALL allow('mark', 'SELECT, INSERT, UPDATE (matched)', 'SELECT', 'student_id');
CALL allow('account', 'SELECT, INSERT, UPDATE');
-- Written by the triggers of what is remembered.
CALL allow('memory_version', 'SELECT');
CALL allow('rejection_retry', 'SELECT, INSERT');
CALL allow('statement_cursor', 'SELECT, INSERT, UPDATE', own => 'student_id');
CALL allow('statement_refused', 'SELECT, INSERT', own => 'student_id');
CALL allow('import', 'SELECT, INSERT, UPDATE, DELETE');
CALL allow('import_chunk', 'SELECT, INSERT, DELETE');
CALL allow('import_refusal', 'SELECT, INSERT');
CALL allow('programme', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');
CALL allow_view('record_now', 'SELECT', 'SELECT');
CALL allow_view('record_line', 'SELECT', 'SELECT');
CALL allow_view('student_bounds', 'SELECT', 'SELECT');
CALL allow('idempotency_keys', 'SELECT, INSERT, UPDATE (resource_id)', own => 'person');
-- Who is held, is asked by whoever erases.
CALL allow_view('legal_hold', 'SELECT');
