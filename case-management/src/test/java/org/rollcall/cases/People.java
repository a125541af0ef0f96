package org.rollcall.cases;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.Tokens;

/** Those who work on a case, or are its student, at the service's door. */
public final class People {

    /** Told to nobody: a word that must be found in no event, no log and no table. */
    public static final String SECRET = "bereavement-of-the-grandmother";

    private final String caseId;
    private final String student;

    public People(String caseId, String student) {
        this.caseId = caseId;
        this.student = student;
    }

    public static RequestSpecification leader() {
        return as("p.marsh", "programme-leader");
    }

    public static RequestSpecification office() {
        return as("f.admin", "faculty-admin");
    }

    public static RequestSpecification as(String person, String role) {
        return as(token(person, role));
    }

    public static RequestSpecification as(Tokens token) {
        return given().header("Authorization", token.bearer()).contentType(ContentType.JSON);
    }

    /** A student by their id, or someone of the programme and its faculty. */
    public static Tokens token(String person, String role) {
        return role.equals("student")
                ? Tokens.student(person)
                : Tokens.of(person, role).leading(Stories.PROGRAMME).ofFaculty(Stories.FACULTY);
    }

    public RequestSpecification theStudent() {
        return as(student, "student");
    }

    public ValidatableResponse file() {
        return given().get("/cases/" + caseId).then();
    }

    public ValidatableResponse schedules(Instant startsAt) {
        return schedules(startsAt, false);
    }

    public ValidatableResponse schedules(Instant startsAt, boolean shortNoticeAgreed) {
        return leader().body(appointment(startsAt, shortNoticeAgreed))
                .post("/cases/" + caseId + "/interviews")
                .then();
    }

    public static Map<String, Object> appointment(Instant startsAt, boolean shortNoticeAgreed) {
        return Map.of(
                "startsAt",
                startsAt.toString(),
                "durationMinutes",
                30,
                "location",
                "JP-301",
                "interviewer",
                "p.marsh",
                "shortNoticeAgreed",
                shortNoticeAgreed);
    }

    public ValidatableResponse outcome(String interviewId, boolean held, @Nullable String outcome) {
        var body = new HashMap<String, Object>(Map.of("held", held, "notes", SECRET));
        if (outcome != null) {
            body.put("outcome", outcome);
        }
        return leader().body(body)
                .post("/cases/" + caseId + "/interviews/" + interviewId + "/outcome")
                .then();
    }

    public ValidatableResponse makesAgreement(LocalDate from, LocalDate reviewOn) {
        return leader().body(Map.of(
                        "terms", "Come to every seminar.", "from", from.toString(), "reviewOn", reviewOn.toString()))
                .post("/cases/" + caseId + "/agreements")
                .then();
    }

    public ValidatableResponse signs(RequestSpecification who, String agreementId) {
        return who.post("/agreements/" + agreementId + "/signatures").then();
    }

    public ValidatableResponse reviews(String agreementId, String finding) {
        return leader().body(Map.of("finding", finding, "reason", SECRET))
                .post("/agreements/" + agreementId + "/review")
                .then();
    }

    public ValidatableResponse recommends(String ground) {
        return leader().body(Map.of("ground", ground, "reason", SECRET))
                .post("/cases/" + caseId + "/withdrawal-recommendation")
                .then();
    }

    public ValidatableResponse takesUp() {
        return office().post("/cases/" + caseId + "/referral").then();
    }

    public ValidatableResponse decides(String decision, LocalDate notifiedOn) {
        return office().body(Map.of("decision", decision, "reason", SECRET, "notifiedOn", notifiedOn.toString()))
                .post("/cases/" + caseId + "/decision")
                .then();
    }

    public ValidatableResponse closes() {
        return office().body(Map.of("reason", SECRET))
                .post("/cases/" + caseId + "/closure")
                .then();
    }

    public ValidatableResponse clearsFlags() {
        return leader().body(Map.of("reason", SECRET))
                .post("/cases/" + caseId + "/review")
                .then();
    }
}
