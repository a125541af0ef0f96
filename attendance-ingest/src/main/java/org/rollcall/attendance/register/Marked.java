package org.rollcall.attendance.register;

import java.time.Instant;
import java.util.stream.Stream;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.status.Mark;
import org.rollcall.attendance.status.Source;
import org.rollcall.chassis.database.Columns;
import org.rollcall.contracts.Register;

/**
 * What a register, or a line of a file, says of one student, as it is kept. All of it together identifies it.
 *
 * @param source REGISTER or IMPORT
 */
public record Marked(RecordKey key, Instant takenAt, Mark mark, Source source, String takenBy) {

    static Stream<Marked> from(Register register) {
        var takenAt = Columns.kept(register.takenAt());
        return register.marks().stream()
                .map(line -> new Marked(
                        new RecordKey(line.studentId(), register.sessionId()),
                        takenAt,
                        Mark.valueOf(line.mark().name()),
                        Source.REGISTER,
                        register.takenBy()));
    }
}
