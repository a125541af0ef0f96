package org.rollcall.engagement.assessing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.engagement.EngagementSettings;
import org.rollcall.engagement.assessed.AssessedWeeks;
import org.rollcall.engagement.assessed.Raises;
import org.rollcall.engagement.assessment.Assessor;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.explanation.Words;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.week.ClosedSpan;
import org.rollcall.engagement.week.Weeks;

/**
 * Assesses students who are due, some at a time: their marks, the weeks and raises that come of it and the events that say
 * so are one transaction. It is the same after a close as after a correction, and comes to the same whichever instance
 * does it, in whatever portions, and however often one dies in the middle.
 */
@ApplicationScoped
class Assessments {

    private final DueStudents due;
    private final Weeks closedWeeks;
    private final Subjects subjects;
    private final Policies policies;
    private final AssessedWeeks weeks;
    private final Raises raises;
    private final Words words;
    private final EngagementEvents events;
    private final Outbox outbox;
    private final EngagementSettings settings;
    private final AssessmentCounts counts;

    Assessments(
            DueStudents due,
            Weeks closedWeeks,
            Subjects subjects,
            Policies policies,
            AssessedWeeks weeks,
            Raises raises,
            Words words,
            EngagementEvents events,
            Outbox outbox,
            EngagementSettings settings,
            AssessmentCounts counts) {
        this.due = due;
        this.closedWeeks = closedWeeks;
        this.subjects = subjects;
        this.policies = policies;
        this.weeks = weeks;
        this.raises = raises;
        this.words = words;
        this.events = events;
        this.outbox = outbox;
        this.settings = settings;
        this.counts = counts;
    }

    /**
     * Assesses as many as one transaction takes, and answers whether there was anybody.
     *
     * @param pause how long corrections of a student are gathered, in real time
     */
    boolean assessSome(Instant now, Duration pause) {
        var news = QuarkusTransaction.requiringNew().call(() -> assess(now, pause));
        news.ifPresent(counts::count);
        return news.isPresent();
    }

    private Optional<News> assess(Instant now, Duration pause) {
        var taken = due.take(settings.studentsAtOnce(), pause);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        // Asked after the marks were taken: as long as they are held, no further week closes.
        var closed = closedWeeks.closed().orElseThrow();
        var spans = new Spans(closed);
        var news = News.all(subjects.of(taken, closed).stream()
                .map(subject -> news(subject, spans.since(subject.due().since()), now))
                .toList());
        weeks.save(news.weeks());
        raises.save(news.thresholds());
        words.keep(events.saying(news.words()));
        outbox.appendAll(events.of(news.weeks(), news.thresholds()));
        return Optional.of(news);
    }

    private News news(Subject subject, ClosedWeeks closed, Instant now) {
        var assessment = Assessor.assess(subject.history(), subject.raises(), policies, closed);
        return News.of(subject, assessment, policies, closed, now);
    }

    /** The closed weeks from where an assessment begins, made once for all students whose begins there. */
    private record Spans(ClosedSpan closed, Map<LocalDate, ClosedWeeks> byStart) {

        Spans(ClosedSpan closed) {
            this(closed, new HashMap<>());
        }

        ClosedWeeks since(LocalDate day) {
            return byStart.computeIfAbsent(closed.startFor(day), start -> ClosedWeeks.between(start, closed.latest()));
        }
    }
}
