package org.rollcall.attendance.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.rollcall.attendance.rest.Period;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.contracts.AttendanceRecord;

/** Asks the service what was known. */
@ApplicationScoped
public class HistoryDesk {

    private static final PageRequest ALL = new PageRequest(0, 200);

    private final RecordQueries queries;

    HistoryDesk(RecordQueries queries) {
        this.queries = queries;
    }

    /** The student's records as they were known at that instant. */
    public List<AttendanceRecord> asOf(String studentId, Instant instant) {
        return queries.ofStudentAsOf(studentId, instant, new Period(null, null), ALL).items().stream()
                .map(AttendedSession::record)
                .toList();
    }
}
