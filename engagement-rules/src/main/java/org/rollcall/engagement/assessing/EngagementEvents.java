package org.rollcall.engagement.assessing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.ids.NamedId;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.Topics;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.engagement.explanation.Word;
import org.rollcall.engagement.explanation.Words.Said;

/** Says what is new, on {@code engagement.weeks} and {@code engagement.thresholds}. */
@ApplicationScoped
class EngagementEvents {

    private final Publications publications;

    EngagementEvents(Publications publications) {
        this.publications = publications;
    }

    List<Publication> of(List<WeekAssessed> weeks, List<ThresholdEvent> thresholds) {
        var said = new ArrayList<Publication>(weeks.size() + thresholds.size());
        weeks.forEach(week -> said.add(of(week)));
        thresholds.forEach(threshold -> said.add(of(threshold)));
        return said;
    }

    /** The words with the ids of the events that say them. */
    List<Said> saying(List<Word> words) {
        return words.stream()
                .map(word -> new Said(eventId(word.studentId(), word.thresholdId(), word.revision()), word))
                .toList();
    }

    private Publication of(WeekAssessed week) {
        var id = eventId(week.studentId(), week.weekStarting().toString(), week.revision());
        return publications.of(Topics.WEEKS, week.studentId(), week.studentId(), id, week);
    }

    private Publication of(ThresholdEvent threshold) {
        var id = eventId(threshold.studentId(), threshold.thresholdId(), threshold.revision());
        return publications.of(Topics.THRESHOLDS, threshold.studentId(), threshold.studentId(), id, threshold);
    }

    /** A revision is given once, so its event has the same id whenever it is said. */
    private static String eventId(String studentId, String what, int revision) {
        return NamedId.of(studentId, what, Integer.toString(revision)).toString();
    }
}
