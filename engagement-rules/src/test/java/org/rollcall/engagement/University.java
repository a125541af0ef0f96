package org.rollcall.engagement;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.rollcall.testkit.Patience.patiently;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.AdjustableClock;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Source;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.TopicProbe;
import org.rollcall.testkit.TopicProbe.Event;
import org.rollcall.testkit.TopicProbe.Position;

/**
 * The university around the service: it publishes records as attendance-ingest and student records would, lets time pass,
 * and reads what the service says. A week has two sessions for every student, on Monday and on Thursday at nine.
 */
public final class University implements AutoCloseable {

    public static final LocalDate WEEK_1 = LocalDate.of(2026, 9, 28);

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant BEFORE_TERM = Instant.parse("2026-09-01T08:00:00Z");

    private final TopicProbe probe = new TopicProbe(SharedServers.bootstrapServers());
    private final Database database = SharedServers.database("engagement");
    private final Position weeksBefore;
    private final Position thresholdsBefore;

    /** Before term begins, with a service that knows nothing. */
    public University(InstantSource clock) {
        awaitConsumed();
        database.empty();
        ((AdjustableClock) clock).set(BEFORE_TERM);
        weeksBefore = probe.endOf(Topics.WEEKS);
        thresholdsBefore = probe.endOf(Topics.THRESHOLDS);
    }

    public static LocalDate week(int number) {
        return WEEK_1.plusWeeks(number - 1L);
    }

    /** The instant from which a week is closed: 48 hours after its end. */
    public static Instant closeOf(int week) {
        return week(week).plusDays(9).atStartOfDay(LONDON).toInstant();
    }

    public void enrols(String... studentIds) {
        for (var studentId : studentIds) {
            says(student(studentId, 5, StudentRecord.Status.ENROLLED, null));
        }
    }

    public void enrolsIn(String programme, String studentId) {
        says(student(studentId, programme, 5, StudentRecord.Status.ENROLLED, null));
    }

    public void has(String programme, String faculty) {
        probe.publish(Topics.PROGRAMMES, programme, new ProgrammeRecord(programme, "", faculty, "", "", ""));
    }

    public static StudentRecord student(
            String studentId, int level, StudentRecord.Status status, @Nullable LocalDate statusFrom) {
        return student(studentId, "BSC-CS", level, status, statusFrom);
    }

    private static StudentRecord student(
            String studentId,
            String programme,
            int level,
            StudentRecord.Status status,
            @Nullable LocalDate statusFrom) {
        return new StudentRecord(
                studentId,
                "Amina",
                "Okafor",
                "a.okafor@student.example.ac.uk",
                programme,
                level,
                status,
                statusFrom,
                LocalDate.of(2026, 9, 14),
                null,
                false,
                List.of());
    }

    public void misses(String studentId, int... weeks) {
        IntStream.of(weeks)
                .forEach(week -> sessions(studentId, week, Status.ABSENT, 2).forEach(this::says));
    }

    public void attends(String studentId, int... weeks) {
        IntStream.of(weeks)
                .forEach(week -> sessions(studentId, week, Status.PRESENT, 2).forEach(this::says));
    }

    public static List<AttendanceRecord> sessions(String studentId, int week, Status status, int revision) {
        return Stream.of(week(week), week(week).plusDays(3))
                .map(day -> session(studentId, day, status, revision))
                .toList();
    }

    public static AttendanceRecord session(String studentId, LocalDate day, Status status, int revision) {
        return session(studentId, day, day, status, revision);
    }

    /** The session that was planned for one day, and is held on another. */
    public static AttendanceRecord session(
            String studentId, LocalDate planned, LocalDate day, Status status, int revision) {
        var start = day.atTime(LocalTime.of(9, 0)).atZone(LONDON).toInstant();
        return new AttendanceRecord(
                studentId,
                "5COM1-" + planned,
                "5COM1",
                Activity.LECTURE,
                start,
                start.plusSeconds(3600),
                true,
                status,
                Source.REGISTER,
                start,
                false,
                revision);
    }

    public void says(StudentRecord student) {
        probe.publish(Topics.STUDENTS, student.studentId(), student);
    }

    public void says(AttendanceRecord record) {
        probe.publish(Topics.RECORDS, record.studentId(), record);
    }

    public void says(NotificationEvent mail) {
        probe.publish(
                Topics.NOTIFICATIONS.name(), mail.studentId(), mail, Map.of("ce_type", Topic.ceType(mail.getClass())));
    }

    public void says(CaseEvent event) {
        probe.publish(Topics.CASES.name(), event.studentId(), event, Map.of("ce_type", Topic.ceType(event.getClass())));
    }

    public void saysMalformed(String studentId) {
        probe.publishRaw(Topics.RECORDS.name(), studentId, "{\"studentId\":\"" + studentId + "\",\"sessionId\":7}");
    }

    public void authorises(
            String authorisationId,
            String studentId,
            LocalDate from,
            LocalDate to,
            AbsenceAuthorisation.Status status,
            int revision) {
        probe.publish(
                Topics.ABSENCES,
                studentId,
                new AbsenceAuthorisation(
                        authorisationId,
                        studentId,
                        from,
                        to,
                        status,
                        "fet-admin",
                        Instant.parse("2026-10-13T09:00:00Z"),
                        revision));
    }

    /** Sets the clock once all that was published is known, and waits until what falls due by that is done and published. */
    public void livesUntil(Instant instant) {
        awaitConsumed();
        given().contentType(ContentType.JSON)
                .body(Map.of("now", instant.toString()))
                .put("/dev/clock")
                .then()
                .statusCode(200);
        patiently().until(() -> waitingFor().isEmpty());
    }

    /** Waits until corrections are known, assessed and published. */
    public void hearsCorrections() {
        livesUntil(Instant.parse(get("/dev/clock").jsonPath().getString("now")));
    }

    public void awaitConsumed() {
        patiently().until(() -> waitingFor().stream().noneMatch(what -> what.contains("records of")));
    }

    public void awaitPublished() {
        patiently().until(() -> waitingFor().isEmpty());
    }

    private static List<String> waitingFor() {
        return get("/dev/settled").jsonPath().getList("waitingFor", String.class);
    }

    /** All that was said of the student's steps: {@code +one-week@1/1} is reached as of week 1, revision 1. */
    public List<String> steps(String studentId) {
        return steps().getOrDefault(studentId, List.of());
    }

    /** The same of every student. */
    public Map<String, List<String>> steps() {
        return byStudent(thresholdsBefore, University::step);
    }

    /** All that was said of the student's weeks, in its order: {@code 1 MISSED/1}. */
    public List<String> weeks(String studentId) {
        return weeks().getOrDefault(studentId, List.of());
    }

    /** The same of every student. */
    public Map<String, List<String>> weeks() {
        return byStudent(weeksBefore, University::week);
    }

    public List<Event> thresholds(String studentId) {
        return byStudent(thresholdsBefore, event -> event).getOrDefault(studentId, List.of());
    }

    private static String step(Event event) {
        var value = event.json();
        var rescinded =
                "org.rollcall.ThresholdRescinded.v1".equals(event.headers().get("ce_type"));
        return "%s%s@%d/%d%s"
                .formatted(
                        rescinded ? "-" : "+",
                        value.get("step").textValue(),
                        number(value.get("asOfWeek").textValue()),
                        value.get("revision").intValue(),
                        rescinded ? " " + value.get("reason").textValue() : "");
    }

    private static String week(Event event) {
        var value = event.json();
        return "%d %s/%d"
                .formatted(
                        number(value.get("weekStarting").textValue()),
                        value.get("outcome").textValue(),
                        value.get("revision").intValue());
    }

    private static int number(String monday) {
        return (int) ChronoUnit.WEEKS.between(WEEK_1, LocalDate.parse(monday)) + 1;
    }

    private <T> Map<String, List<T>> byStudent(Position from, Function<Event, T> what) {
        var end = probe.endOf(from.topic()).offsets();
        var count = end.entrySet().stream()
                .mapToLong(partition -> partition.getValue() - from.offsets().getOrDefault(partition.getKey(), 0L))
                .sum();
        return probe.await(from, (int) count).stream()
                .collect(Collectors.groupingBy(
                        event -> requireNonNull(event.key()), Collectors.mapping(what, Collectors.toList())));
    }

    public static JsonPath engagement(String studentId) {
        return get("/students/{id}/engagement?academicYear=2026/27", studentId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What the database answers, a column of it. */
    public List<String> rows(String query) {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        probe.close();
    }
}
