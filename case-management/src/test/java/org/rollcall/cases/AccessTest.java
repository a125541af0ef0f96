package org.rollcall.cases;

import static io.restassured.RestAssured.get;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.chassis.time.AdjustableClock;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.AccessMatrix;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.Tokens;

/** Who may ask for what, and whose rows they see. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class AccessTest {

    private static final Instant WEDNESDAY = Instant.parse("2026-10-28T09:00:00Z");
    private static final Instant APPOINTMENT = Instant.parse("2026-11-04T10:00:00Z");

    private static final String REASON = "{\"reason\":\"Because.\"}";
    private static final String APPOINTED = """
            {"startsAt":"2026-11-18T10:00:00Z","durationMinutes":30,"location":"JP-301"}
            """;

    @Inject
    InstantSource clock;

    @Test
    void every_operation_is_open_to_those_whom_the_page_names_and_to_nobody_else() {
        CaseService.database().empty();
        at(WEDNESDAY);
        try (var service = new CaseService()) {
            // given a student of each of two faculties, with whom an agreement was made
            service.probe().publish(Topics.PROGRAMMES, "BA-HI", new ProgrammeRecord("BA-HI", "", "FAH", "", "", ""));
            demanded(service, "S6000001", Stories.PROGRAMME);
            demanded(service, "S6000002", "BA-HI");
            CaseService.settle();
            var own = CaseService.caseOf("S6000001");
            var foreign = CaseService.caseOf("S6000002");
            var interviews = Map.of(own, interview(own, Stories.PROGRAMME), foreign, interview(foreign, "BA-HI"));
            at(APPOINTMENT.plusSeconds(1800));

            // then
            AccessMatrix.of("case-management", RestAssured.port)
                    .asked("S6000001", Stories.PROGRAMME, Stories.FACULTY)
                    .own(Map.of(
                            "studentId",
                            "S6000001",
                            "caseId",
                            own,
                            "interviewId",
                            interviews.getOrDefault(own, ""),
                            "agreementId",
                            agreement(own, interviews.getOrDefault(own, ""), Stories.PROGRAMME),
                            "absenceId",
                            absence("S6000001"),
                            "id",
                            get("/reportable-absences").jsonPath().getString("items[0].id")))
                    .foreign(Map.of(
                            "studentId",
                            "S6000002",
                            "caseId",
                            foreign,
                            "interviewId",
                            interviews.getOrDefault(foreign, ""),
                            "agreementId",
                            agreement(foreign, interviews.getOrDefault(foreign, ""), "BA-HI"),
                            "absenceId",
                            absence("S6000002")))
                    .query("GET /cases", "size=200")
                    .body("POST /cases/{caseId}/circumstances", "{\"text\":\"I was ill.\"}")
                    .body("POST /students/{studentId}/absences", """
                            {"from":"2026-11-02","to":"2026-11-03","reason":"Ill."}
                            """)
                    .body("POST /cases/{caseId}/interviews", APPOINTED)
                    .body("PUT /cases/{caseId}/interviews/{interviewId}", APPOINTED)
                    .body("POST /cases/{caseId}/interviews/{interviewId}/outcome", "{\"held\":false}")
                    .body("POST /cases/{caseId}/agreements", """
                            {"terms":"Come.","from":"2026-11-04","reviewOn":"2026-12-02"}
                            """)
                    .body("POST /agreements/{agreementId}/review", "{\"finding\":\"MET\"}")
                    .body("POST /cases/{caseId}/withdrawal-recommendation", """
                            {"ground":"INTERVIEW_OUTCOME","reason":"Because."}
                            """)
                    .body("POST /cases/{caseId}/decision", """
                            {"decision":"CONTINUE","reason":"Because.","notifiedOn":"2026-11-04"}
                            """)
                    .body("POST /cases/{caseId}/closure", REASON)
                    .body("POST /cases/{caseId}/review", REASON)
                    .body("POST /reportable-absences/{id}/report", "{}")
                    .holds();
        } finally {
            CaseService.database().empty();
        }
    }

    private static void demanded(CaseService service, String student, String programme) {
        service.probe().publish(Topics.STUDENTS, student, sponsored(student, programme));
        var demand = Stories.interview(student, programme, 4);
        service.hears(Stories.contact(student, programme, 1)).hears(demand).hears(Stories.sent(demand));
    }

    private static String interview(String caseId, String programme) {
        return leader(programme)
                .body(People.appointment(APPOINTMENT, false))
                .post("/cases/" + caseId + "/interviews")
                .then()
                .statusCode(201)
                .extract()
                .path("interviewId");
    }

    private static String agreement(String caseId, String interviewId, String programme) {
        leader(programme)
                .body(Map.of("held", true, "outcome", "AGREEMENT"))
                .post("/cases/" + caseId + "/interviews/" + interviewId + "/outcome")
                .then()
                .statusCode(200);
        return leader(programme)
                .body(Map.of("terms", "Come to every seminar.", "from", "2026-11-04", "reviewOn", "2026-12-02"))
                .post("/cases/" + caseId + "/agreements")
                .then()
                .statusCode(201)
                .extract()
                .path("agreementId");
    }

    private static String absence(String student) {
        return People.as(Tokens.anyone())
                .body(Map.of("from", "2026-10-26", "to", "2026-10-27", "reason", "Ill."))
                .post("/students/" + student + "/absences")
                .then()
                .statusCode(201)
                .extract()
                .path("absenceId");
    }

    private static RequestSpecification leader(String programme) {
        return People.as(Tokens.of("p.marsh", "programme-leader").leading(programme));
    }

    private static StudentRecord sponsored(String student, String programme) {
        return new StudentRecord(
                student,
                "Amina",
                "Okafor",
                student + "@student.example.ac.uk",
                programme,
                5,
                StudentRecord.Status.ENROLLED,
                null,
                LocalDate.parse("2026-09-14"),
                null,
                true,
                List.of("SLC"));
    }

    private void at(Instant now) {
        ((AdjustableClock) clock).set(now);
    }
}
