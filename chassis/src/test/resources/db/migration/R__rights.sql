CALL allow('taken', 'SELECT, INSERT');
CALL allow('essays', 'SELECT, INSERT', 'SELECT, INSERT', 'student_id');
CALL allow('remark', 'SELECT, INSERT', own => 'student_id');
CALL allow_view('legal_hold', 'SELECT');
