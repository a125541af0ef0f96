package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_DATE;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_ID;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_INSTANT;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_TYPE;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_VALUE;
import static org.rollcall.contracts.ContractViolation.Reason.MISSING_FIELD;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schema refuses, the record refuses, and says in which field and why; at the edges both accept. */
class WrongInputTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LONGEST_ID = "x".repeat(64);
    private static final String CLEF = "\uD834\uDD1E";

    record Refusal(String field, ContractViolation.Reason reason) {}

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(Swipe.class, "cardNumber", "''", INVALID_ID),
                wrong(Swipe.class, "cardNumber", "'" + LONGEST_ID + "x'", INVALID_ID),
                wrong(Swipe.class, "cardNumber", "'000\\u0000123'", INVALID_ID),
                wrong(Swipe.class, "cardNumber", "'0000123456\\n'", INVALID_ID),
                wrong(Swipe.class, "cardNumber", "'0000\\u0085123456'", INVALID_ID),
                wrong(Swipe.class, "cardNumber", "null", MISSING_FIELD),
                wrong(Swipe.class, "cardNumber", "[]", INVALID_TYPE),
                wrong(Swipe.class, "swipedAt", "'2026-13-05T09:00:00Z'", INVALID_INSTANT),
                wrong(Swipe.class, "swipedAt", "'2026-02-29T09:00:00Z'", INVALID_INSTANT),
                wrong(Swipe.class, "swipedAt", "'2026-10-05T09:00:00'", INVALID_INSTANT),
                wrong(Swipe.class, "swipedAt", "'2026-10-05'", INVALID_INSTANT),
                wrong(Swipe.class, "swipedAt", "'+12026-10-05T09:00:00Z'", INVALID_INSTANT),
                wrong(Swipe.class, "swipedAt", "'yesterday'", INVALID_INSTANT),
                wrong(StudentCard.class, "validFrom", "'2026-09-31'", INVALID_DATE),
                wrong(StudentCard.class, "validFrom", "'01/09/2026'", INVALID_DATE),
                wrong(StudentCard.class, "validTo", "'+12026-09-01'", INVALID_DATE),
                wrong(StudentRecord.class, "status", "'EXPELLED'", INVALID_VALUE),
                wrong(StudentRecord.class, "level", "-1", INVALID_VALUE),
                wrong(StudentRecord.class, "level", "null", MISSING_FIELD),
                wrong(StudentRecord.class, "level", "'five'", INVALID_TYPE),
                wrong(StudentRecord.class, "sponsored", "null", MISSING_FIELD),
                wrong(StudentRecord.class, "sponsored", "'perhaps'", INVALID_TYPE),
                wrong(StudentRecord.class, "familyName", "'Okafor\\r\\nBcc: all@example.ac.uk'", INVALID_VALUE),
                wrong(StudentRecord.class, "familyName", "'" + "x".repeat(256) + "'", INVALID_VALUE),
                wrong(StudentRecord.class, "fundingBodies", "['SLC','']", "fundingBodies[1]", INVALID_ID),
                wrong(TimetableSession.class, "activity", "'PARTY'", INVALID_VALUE),
                wrong(TimetableSession.class, "studentIds", "['S1000001',null]", "studentIds[1]", MISSING_FIELD),
                wrong(TimetableSession.class, "studentIds", "{'S1000001':true}", INVALID_TYPE),
                wrong(Register.class, "marks", "[{'studentId':'S1000001'}]", "marks[0].mark", MISSING_FIELD),
                wrong(Register.class, "marks", "[{'studentId':'','mark':'LATE'}]", "marks[0].studentId", INVALID_ID),
                wrong(
                        Register.class,
                        "marks",
                        "[{'studentId':'S1000001','mark':'ILL'}]",
                        "marks[0].mark",
                        INVALID_VALUE),
                wrong(AttendanceRecord.class, "revision", "0", INVALID_VALUE),
                wrong(AttendanceRecord.class, "revision", "2147483648", INVALID_TYPE),
                wrong(AttendanceRejection.class, "reason", "'felt wrong'", INVALID_VALUE),
                wrong(AttendanceRejection.class, "offset", "-1", INVALID_VALUE),
                wrong(WeekAssessed.class, "academicYear", "'2026-27'", INVALID_VALUE),
                wrong(WeekAssessed.class, "academicYear", "'2026/27\\n'", INVALID_VALUE),
                wrong(WeekAssessed.class, "run", "-1", INVALID_VALUE),
                wrong(ThresholdReached.class, "missedWeeks", "['2026-10-32']", "missedWeeks[0]", INVALID_DATE),
                wrong(ThresholdRescinded.class, "reason", "'MISTAKE'", INVALID_VALUE),
                wrong(CaseEvent.InterviewScheduled.class, "uid", "''", INVALID_VALUE),
                wrong(CaseEvent.InterviewScheduled.class, "joinUrl", "'https://a\\nb'", INVALID_VALUE),
                wrong(CaseEvent.InterviewScheduled.class, "sequence", "-1", INVALID_VALUE),
                wrong(CaseEvent.AgreementMade.class, "number", "0", INVALID_VALUE),
                wrong(CaseEvent.AgreementMade.class, "terms", "'\\u0000'", INVALID_VALUE),
                wrong(CaseEvent.AgreementMade.class, "terms", "'" + "x".repeat(10_001) + "'", INVALID_VALUE),
                wrong(CaseEvent.FacultyDecisionMade.class, "decision", "'MAYBE'", INVALID_VALUE));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void schema_and_record_refuse(Class<?> type, String field, JsonNode value, Refusal expected) {
        ObjectNode json = example(type);
        json.set(field, value);

        assertThat(refusal(type, json)).isEqualTo(expected);
        assertThat(Schemas.errors(type, json.toString())).isNotEmpty().allMatch(error -> error.startsWith("/" + field));
    }

    static Stream<Arguments> wrongOnlyToTheRecord() {
        return Stream.of(
                wrong(TimetableSession.class, "endsAt", "'2026-10-05T08:00:00Z'", INVALID_VALUE),
                wrong(StudentRecord.class, "enrolledTo", "'2026-09-13'", INVALID_VALUE),
                wrong(StudentCard.class, "validTo", "'2026-08-31'", INVALID_VALUE),
                wrong(AbsenceAuthorisation.class, "to", "'2026-10-11'", INVALID_VALUE),
                wrong(AttendanceRecord.class, "endsAt", "'2026-10-05T08:00:00Z'", INVALID_VALUE),
                wrong(WeekAssessed.class, "academicYear", "'2026/28'", INVALID_VALUE),
                wrong(WeekAssessed.class, "weekStarting", "'2026-10-06'", INVALID_VALUE),
                wrong(
                        ThresholdReached.class,
                        "missedWeeks",
                        "['2026-10-05','2026-10-18']",
                        "missedWeeks[1]",
                        INVALID_VALUE),
                wrong(CaseEvent.InterviewScheduled.class, "endsAt", "'2026-11-17T13:59:59Z'", INVALID_VALUE),
                wrong(CaseEvent.AgreementMade.class, "reviewOn", "'2026-11-19'", INVALID_VALUE),
                wrong(CaseEvent.FacultyDecisionMade.class, "appealDeadline", "'2027-01-19'", INVALID_VALUE));
    }

    @ParameterizedTest
    @MethodSource("wrongOnlyToTheRecord")
    void the_record_refuses_what_no_schema_can_say(Class<?> type, String field, JsonNode value, Refusal expected) {
        ObjectNode json = example(type);
        json.set(field, value);

        assertThat(refusal(type, json)).isEqualTo(expected);
        assertThat(Schemas.errors(type, json.toString())).isEmpty();
    }

    static Stream<Arguments> justRight() {
        return Stream.of(
                right(Swipe.class, "cardNumber", "'" + LONGEST_ID + "'"),
                right(Swipe.class, "cardNumber", "'" + CLEF.repeat(64) + "'"),
                right(Swipe.class, "cardNumber", "' '"),
                right(Swipe.class, "swipedAt", "'9999-12-31T23:59:59.999999999Z'"),
                right(Swipe.class, "swipedAt", "'2026-10-05T14:33:21+05:30'"),
                right(StudentRecord.class, "familyName", "'" + "x".repeat(255) + "'"),
                right(StudentRecord.class, "enrolledTo", "'2026-09-14'"),
                right(StudentRecord.class, "level", "0"),
                right(StudentRecord.class, "fundingBodies", "null"),
                right(AbsenceAuthorisation.class, "to", "'2026-10-12'"),
                right(WeekAssessed.class, "academicYear", "'2099/00'"),
                right(CaseEvent.InterviewScheduled.class, "endsAt", "'2026-11-17T14:00:00.001Z'"),
                right(CaseEvent.AgreementMade.class, "terms", "'" + "x".repeat(10_000) + "'"),
                right(AttendanceRejection.class, "payload", "'\\u0000'"),
                right(AttendanceRejection.class, "reason", "'REASON_OF_2030'"));
    }

    @ParameterizedTest
    @MethodSource("justRight")
    void schema_and_record_accept_the_edge(Class<?> type, String field, JsonNode value) {
        ObjectNode json = example(type);
        json.set(field, value);

        assertThat(catchThrowable(() -> Json.READER.treeToValue(json, type))).isNull();
        assertThat(Schemas.errors(type, json.toString())).isEmpty();
    }

    static Stream<Arguments> components() {
        return Topics.all().stream()
                .flatMap(topic -> topic.types().stream())
                .flatMap(type -> Stream.of(type.getRecordComponents())
                        .map(component -> Arguments.argumentSet(
                                type.getSimpleName() + "." + component.getName(), type, component)));
    }

    @ParameterizedTest
    @MethodSource("components")
    void a_field_may_be_absent_or_null_for_both_or_for_neither(Class<?> type, RecordComponent component) {
        String field = component.getName();
        ObjectNode absent = example(type);
        absent.remove(field);
        ObjectNode nought = example(type).putNull(field);

        for (ObjectNode json : List.of(absent, nought)) {
            if (JsonSchemas.isRequired(component)) {
                assertThat(refusal(type, json)).isEqualTo(new Refusal(field, MISSING_FIELD));
                assertThat(Schemas.errors(type, json.toString())).isNotEmpty().allMatch(error -> error.contains(field));
            } else {
                assertThat(catchThrowable(() -> Json.READER.treeToValue(json, type)))
                        .isNull();
                assertThat(Schemas.errors(type, json.toString())).isEmpty();
            }
        }
    }

    /** Values that are wrong, or right, depending on what a field is: whatever it is, both say the same. */
    @ParameterizedTest
    @MethodSource("components")
    void schema_and_record_agree_on_every_field(Class<?> type, RecordComponent component) {
        List<JsonNode> values = Stream.of(
                        "",
                        "a",
                        "A",
                        LONGEST_ID,
                        LONGEST_ID + "x",
                        "x".repeat(255),
                        "x".repeat(256),
                        "x".repeat(10_001),
                        "a\0b",
                        "a\nb",
                        "2026/27")
                .<JsonNode>map(NODES::textNode)
                .toList();
        List<JsonNode> numbers =
                Stream.of(-1, 0, 1).<JsonNode>map(NODES::numberNode).toList();
        Class<?> kind = component.getType();

        for (JsonNode value : kind == int.class || kind == long.class ? numbers : values) {
            if (isReadLeniently(kind, value)) {
                continue;
            }
            ObjectNode json = example(type);
            json.set(component.getName(), value);
            boolean read = catchThrowable(() -> Json.READER.treeToValue(json, type)) == null;

            assertThat(Schemas.errors(type, json.toString()).isEmpty())
                    .as("the schema accepts %s", json)
                    .isEqualTo(read);
        }
    }

    /** A bare Jackson takes an empty text for nothing, which a strict reader such as the chassis' doesn't. */
    private static boolean isReadLeniently(Class<?> kind, JsonNode value) {
        return value.asText().isEmpty() && kind != String.class;
    }

    private static Arguments wrong(Class<?> type, String field, String value, ContractViolation.Reason reason) {
        return wrong(type, field, value, field, reason);
    }

    private static Arguments wrong(
            Class<?> type, String field, String value, String refused, ContractViolation.Reason reason) {
        return Arguments.argumentSet(name(type, field, value), type, field, json(value), new Refusal(refused, reason));
    }

    private static Arguments right(Class<?> type, String field, String value) {
        return Arguments.argumentSet(name(type, field, value), type, field, json(value));
    }

    private static String name(Class<?> type, String field, String value) {
        return type.getSimpleName() + "." + field + " = "
                + (value.length() > 40 ? value.substring(0, 40) + "…" : value);
    }

    private static JsonNode json(String value) {
        return Json.tree(value.replace('\'', '"'));
    }

    private static ObjectNode example(Class<?> type) {
        return (ObjectNode) Json.tree(Examples.of(type));
    }

    private static Refusal refusal(Class<?> type, JsonNode json) {
        Throwable thrown = catchThrowable(() -> Json.READER.treeToValue(json, type));
        assertThat(thrown).as("reading %s", json).isInstanceOf(JsonMappingException.class);
        JsonMappingException refused = (JsonMappingException) thrown;
        return switch (refused.getCause()) {
            case ContractViolation violation ->
                new Refusal(within(path(refused), violation.field()), violation.reason());
            case null, default -> new Refusal(path(refused), reason(refused));
        };
    }

    /** Jackson knows the way to a nested record, the record its own field. */
    private static String within(String path, String field) {
        return path.isEmpty() || path.equals(field) ? field : path + "." + field;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static ContractViolation.Reason reason(JsonMappingException e) {
        if (e instanceof InvalidNullException) {
            return MISSING_FIELD;
        }
        if (e instanceof InvalidFormatException format) {
            Class<?> target = format.getTargetType();
            return target == Instant.class
                    ? INVALID_INSTANT
                    : target == LocalDate.class ? INVALID_DATE : target.isEnum() ? INVALID_VALUE : INVALID_TYPE;
        }
        return INVALID_TYPE;
    }
}
