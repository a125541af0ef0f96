package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import org.rollcall.cases.life.StudentId;
import org.rollcall.cases.life.ThresholdId;

/** An event that told of a threshold: the e-mails that it led to name it as their cause. */
@Entity
@Table(name = "threshold_events")
class ThresholdEventRow extends PanacheEntityBase {

    @Id
    String eventId;

    String thresholdId;

    String studentId;

    static ThresholdEventRow from(StudentId student, String eventId, ThresholdId threshold) {
        var row = new ThresholdEventRow();
        row.eventId = eventId;
        row.thresholdId = threshold.value();
        row.studentId = student.value();
        return row;
    }

    static List<ThresholdEventRow> of(Collection<String> students) {
        return list("studentId in ?1", students);
    }

    ThresholdId toThresholdId() {
        return new ThresholdId(thresholdId);
    }
}
