package org.rollcall.engagement.assessing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.ScheduledWork;
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

    AssessmentWork(Assessments assessments, WeekClosing closing, DueStudents due) {
        this.assessments = assessments;
        this.closing = closing;
        this.due = due;
    }

    @Override
    public String name() {
        return "assessment of weeks";
    }

    @Override
    public boolean runDue(Instant now) {
        return assessments.assessSome(now) || closing.closeDue(now);
    }

    @Override
    public @Nullable Instant nextDue(Instant now) {
        return due.areLeft() ? now : closing.nextDue(now);
    }
}
