package org.rollcall.engagement.assessing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.engagement.EngagementSettings;
import org.rollcall.engagement.assessed.AssessedWeeks;
import org.rollcall.engagement.assessed.Raises;
import org.rollcall.engagement.assessment.Assessment;
import org.rollcall.engagement.assessment.Assessor;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.due.Due;
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
        var news = news(taken, closed, now);
        weeks.save(news.weeks());
        raises.save(news.thresholds());
        words.keep(events.saying(news.words()));
        outbox.appendAll(events.of(news.weeks(), news.thresholds()));
        return Optional.of(news);
    }

    /**
     * Most students have missed nothing: of them it is enough to know the week that closed. To tell of a step, all that
     * it rests on must be known, so whoever reaches one is assessed once more from all facts.
     */
    private News news(List<Due> due, ClosedSpan closed, Instant now) {
        var spans = new Spans(closed);
        var news = new ArrayList<News>();
        var toTell = new ArrayList<Due>();
        for (var subject : subjects.of(due, spans)) {
            var weeks = spans.since(subject.due().since());
            var assessment = assess(subject, weeks);
            if (assessment.changesRaises() && !subject.history().isWhole()) {
                toTell.add(subject.due());
            } else {
                news.add(News.of(subject, assessment, policies, weeks, now));
            }
        }
        for (var subject : subjects.whole(toTell, spans)) {
            var weeks = spans.since(subject.due().since());
            news.add(News.of(subject, assess(subject, weeks), policies, weeks, now));
        }
        return News.all(news);
    }

    private Assessment assess(Subject subject, ClosedWeeks closed) {
        return Assessor.assess(subject.history(), subject.raises(), policies, closed);
    }
}
