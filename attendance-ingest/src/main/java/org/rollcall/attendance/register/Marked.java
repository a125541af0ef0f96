package org.rollcall.attendance.register;

import java.time.Instant;
import java.util.stream.Stream;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.sql.Columns;
import org.rollcall.contracts.Register;

/** One student's line of a register, as it is kept. */
record Marked(RecordKey key, Instant takenAt, Register.Mark.Value mark, String takenBy) {

    static Stream<Marked> from(Register register) {
        var takenAt = Columns.kept(register.takenAt());
        return register.marks().stream()
                .map(line -> new Marked(
                        new RecordKey(line.studentId(), register.sessionId()),
                        takenAt,
                        line.mark(),
                        register.takenBy()));
    }
}
