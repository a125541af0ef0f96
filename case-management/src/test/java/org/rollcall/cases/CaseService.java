package org.rollcall.cases;

import static io.restassured.RestAssured.get;
import static org.rollcall.testkit.Patience.patiently;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.TopicProbe;

/** The running service as its neighbours see it: by its topics, its REST and, for a look behind, its database. */
public final class CaseService implements AutoCloseable {

    public static final String DATABASE = "cases";

    private final TopicProbe probe = new TopicProbe(SharedServers.bootstrapServers());

    public CaseService() {
        hearsOfTheProgramme();
    }

    /** Of which faculty it is. */
    public void hearsOfTheProgramme() {
        probe.publish(
                Topics.PROGRAMMES,
                Stories.PROGRAMME,
                new ProgrammeRecord(Stories.PROGRAMME, "", Stories.FACULTY, "", "", ""));
    }

    public static Database database() {
        return SharedServers.database(DATABASE);
    }

    public TopicProbe probe() {
        return probe;
    }

    public CaseService hears(ThresholdEvent threshold) {
        probe.publish(
                Topics.THRESHOLDS.name(),
                threshold.studentId(),
                threshold,
                Map.of("ce_id", Stories.eventId(threshold), "ce_type", Topic.ceType(threshold.getClass())));
        return this;
    }

    public CaseService hears(WeekAssessed week) {
        probe.publish(Topics.WEEKS, week.studentId(), week);
        return this;
    }

    public CaseService hears(NotificationEvent email) {
        probe.publish(
                Topics.NOTIFICATIONS.name(),
                email.studentId(),
                email,
                Map.of("ce_type", Topic.ceType(email.getClass())));
        return this;
    }

    public CaseService hears(AppealEvent appeal) {
        probe.publish(
                Topics.APPEALS.name(), appeal.studentId(), appeal, Map.of("ce_type", Topic.ceType(appeal.getClass())));
        return this;
    }

    /** Until the service has nothing left to do. */
    public static void settle() {
        patiently()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(25))
                .until(() -> get("/dev/settled").jsonPath().getBoolean("settled"));
    }

    /** What it has told of a student. */
    public List<TopicProbe.Event> told(String studentId) {
        return probe.all(Topics.CASES).stream()
                .filter(event -> studentId.equals(event.key()))
                .toList();
    }

    /** The names of these events, as in {@code CaseOpened}. */
    public static List<String> names(List<TopicProbe.Event> told) {
        return told.stream()
                .map(event -> event.headers().getOrDefault("ce_type", ""))
                .map(type -> type.replace("org.rollcall.", "").replace(".v1", ""))
                .toList();
    }

    /** The most urgent case of a student. */
    public static String caseOf(String studentId) {
        return get("/cases?student=" + studentId).jsonPath().getString("items[0].caseId");
    }

    @Override
    public void close() {
        probe.close();
    }
}
