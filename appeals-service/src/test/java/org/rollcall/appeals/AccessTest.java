package org.rollcall.appeals;

import static org.rollcall.appeals.AppealService.INVESTIGATOR;
import static org.rollcall.appeals.AppealService.appealOf;
import static org.rollcall.appeals.AppealService.asRegistry;
import static org.rollcall.appeals.AppealService.asStudent;
import static org.rollcall.appeals.AppealService.decide;
import static org.rollcall.appeals.AppealService.investigate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.appeals.mailbox.AppealsMailbox;
import org.rollcall.testkit.AccessMatrix;
import org.rollcall.testkit.RollcallResource;

/** Who may ask for what, and whose rows they see. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = AppealService.DATABASE))
class AccessTest {

    private static final String OWN = "S7900001";
    private static final String FOREIGN = "S7900002";
    private static final byte[] PDF = "%PDF-1.7 a medical certificate".getBytes(StandardCharsets.US_ASCII);

    private static final String EVIDENCE = """
            --part\r
            Content-Disposition: form-data; name="file"; filename="note.pdf"\r
            Content-Type: application/pdf\r
            \r
            %PDF-1.7 another\r
            --part--\r
            """;
    private static final String STRANGERS_MAIL = """
            From: somebody@elsewhere.example
            To: head-of-registry-services@example.ac.uk
            Message-ID: <access-1@elsewhere.example>
            Subject: Who may read this
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=part

            --part
            Content-Type: text/plain

            Please see the certificate.
            --part
            Content-Type: application/pdf; name="note.pdf"
            Content-Disposition: attachment; filename="note.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjcgYSBub3Rl
            --part--
            """;

    @Inject
    InstantSource clock;

    @Test
    void every_operation_is_open_to_those_whom_the_page_names_and_to_nobody_else() {
        try (var service = new AppealService()) {
            // given two appeals that have ended, with evidence and a letter each, and a mail that waits
            Clocks.set(clock, "2026-11-30T10:00:00");
            service.hears(Story.of(OWN)).hears(Story.of(FOREIGN));
            var own = ended(OWN);
            var foreign = ended(FOREIGN);
            AppealsMailbox.receive(STRANGERS_MAIL, Story.london("2026-11-30T09:00:00"));
            AppealsMailbox.awaitTaken();
            var mail = asRegistry()
                    .get("/mailbox?size=200")
                    .jsonPath()
                    .getString("items.find { it.subject == 'Who may read this' }.mailId");

            // then
            AccessMatrix.of("appeals-service", RestAssured.port)
                    .asked(OWN, "BSC-CS", "FET")
                    .own(Map.of(
                            "studentId",
                            OWN,
                            "id",
                            own,
                            "appealId",
                            own,
                            "decisionId",
                            Story.decisionOf(OWN),
                            "number",
                            "1"))
                    .foreign(Map.of(
                            "studentId",
                            FOREIGN,
                            "id",
                            foreign,
                            "appealId",
                            foreign,
                            "decisionId",
                            Story.decisionOf(FOREIGN)))
                    .under("/mailbox", Map.of("id", mail))
                    .query("GET /appeals", "size=200")
                    .body("POST /appeals", """
                            {"decisionId":"{decisionId}","grounds":["PROCEDURE_NOT_FOLLOWED"],"statement":"Why."}
                            """)
                    .body("POST /appeals/{id}/evidence", "multipart/form-data; boundary=part", EVIDENCE)
                    .body("POST /appeals/{id}/investigation", "{\"investigator\":\"i.walsh\"}")
                    .body("POST /appeals/{id}/late-rejection", "{\"reason\":\"Late.\"}")
                    .body("POST /appeals/{id}/decision", "{}")
                    .body("POST /mailbox/{id}/link", "{\"decisionId\":\"none\",\"reason\":\"Why.\"}")
                    .body("POST /mailbox/{id}/dismissal", "{\"reason\":\"Why.\"}")
                    .holds();
        }
    }

    private String ended(String student) {
        var appeal = appealOf(student);
        asStudent(student)
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "note.pdf", PDF)
                .post("/appeals/" + appeal + "/evidence")
                .then()
                .statusCode(201);
        investigate(appeal, INVESTIGATOR).statusCode(200);
        decide(appeal, "NOT_UPHELD", true, Map.of()).statusCode(200);
        AppealService.settle();
        return appeal;
    }
}
