package org.rollcall.engagement.assessing;

import static java.util.Collections.nCopies;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.ScheduledWork;
import org.rollcall.engagement.EngagementSettings;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.week.WeekClosing;

/**
 * Whoever is due is assessed first; then the next week closes, when it is due. So after downtime week follows week, each
 * assessed before the next, without a pause between.
 */
@ApplicationScoped
class AssessmentWork implements ScheduledWork {

    private final Assessments assessments;
    private final WeekClosing closing;
    private final DueStudents due;
    private final EngagementSettings settings;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    AssessmentWork(Assessments assessments, WeekClosing closing, DueStudents due, EngagementSettings settings) {
        this.assessments = assessments;
        this.closing = closing;
        this.due = due;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "assessment of weeks";
    }

    @Override
    public boolean runDue(Instant now) {
        return (due.areLeft() && assessSome(now)) || closing.closeDue(now);
    }

    /** Where corrections come without a break, somebody is always being gathered for; a week that is due cannot wait for that. */
    private Duration pause(Instant now) {
        return closing.isOverdue(now) ? Duration.ZERO : settings.correctionPause();
    }

    /** Several portions at once; they never meet in a student. */
    private boolean assessSome(Instant now) {
        var pause = pause(now);
        Callable<Boolean> portion = () -> assessments.assessSome(now, pause);
        try {
            var any = false;
            for (var done : workers.invokeAll(nCopies(settings.portionsAtOnce(), portion))) {
                any |= done.get();
            }
            return any;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Some students could not be assessed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void stop() {
        workers.close();
    }

    @Override
    public @Nullable Instant nextDue(Instant now) {
        // In this order: a week that closes between the two questions has left the first, and is in the second.
        var closes = closing.nextDue(now);
        return due.areLeft() ? now : closes;
    }
}
