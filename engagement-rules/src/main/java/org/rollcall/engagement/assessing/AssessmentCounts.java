package org.rollcall.engagement.assessing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.engagement.due.DueStudents;

/** Counts what was said, once it is committed, and how many students wait to be assessed. */
@ApplicationScoped
class AssessmentCounts {

    private final MeterRegistry metrics;
    private final DueStudents due;

    AssessmentCounts(MeterRegistry metrics, DueStudents due) {
        this.metrics = metrics;
        this.due = due;
    }

    void register(@Observes StartupEvent event) {
        metrics.gauge("rollcall.assessments.due", this, counts -> counts.due.count());
    }

    void count(News news) {
        for (var week : news.weeks()) {
            metrics.counter("rollcall.weeks.assessed", "outcome", week.outcome().name())
                    .increment();
        }
        for (var threshold : news.thresholds()) {
            var name = switch (threshold) {
                case ThresholdReached _ -> "rollcall.thresholds.reached";
                case ThresholdRescinded _ -> "rollcall.thresholds.rescinded";
            };
            metrics.counter(name, "step", threshold.step()).increment();
        }
    }
}
