package org.rollcall.attendance.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.AbstractList;
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
        return records.stream().map(current -> of(current.record())).toList();
    }

    /**
     * The records, each as a step of the trace that led to it. Each is made whenever it is asked for, and so when it is sent:
     * the transaction does not last longer for it. Not for the outbox, which asks for each several times.
     */
    public List<Publication> of(List<Current> records, Map<RecordKey, TraceParent> traces) {
        return new AbstractList<>() {

            @Override
            public Publication get(int index) {
                var current = records.get(index);
                var trace = traces.get(current.key());
                return trace == null ? of(current.record()) : trace.during(() -> of(current.record()));
            }

            @Override
            public int size() {
                return records.size();
            }
        };
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
