package org.rollcall.attendance.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.event.TraceParent;
import org.rollcall.chassis.ids.NamedId;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.Topics;

/** Says what records are, on {@code attendance.records}. */
@ApplicationScoped
public class RecordPublications {

    private final Publications publications;

    RecordPublications(Publications publications) {
        this.publications = publications;
    }

    /** The records, each as a story of its own. */
    public List<Publication> of(Collection<Current> records) {
        return of(records, Map.of());
    }

    /** The records, each as a step of the trace that led to it. */
    public List<Publication> of(Collection<Current> records, Map<RecordKey, TraceParent> traces) {
        var said = new ArrayList<Publication>(records.size());
        for (var current : records) {
            var trace = traces.get(current.key());
            if (trace == null) {
                said.add(of(current.record()));
            } else {
                trace.during(() -> said.add(of(current.record())));
            }
        }
        return said;
    }

    private Publication of(AttendanceRecord record) {
        return publications.of(Topics.RECORDS, record.studentId(), record.studentId(), eventId(record), record);
    }

    /** Revisions are given once, so whoever says this revision again says it under the same id. */
    private static String eventId(AttendanceRecord record) {
        return NamedId.of(record.studentId(), record.sessionId(), Integer.toString(record.revision()))
                .toString();
    }
}
