package org.rollcall.appeals.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.rollcall.appeals.AppealService.INVESTIGATOR;
import static org.rollcall.appeals.AppealService.appealOf;
import static org.rollcall.appeals.AppealService.asRegistry;
import static org.rollcall.appeals.AppealService.asStudent;
import static org.rollcall.appeals.AppealService.decide;
import static org.rollcall.appeals.AppealService.investigate;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.appeals.AppealService;
import org.rollcall.appeals.Clocks;
import org.rollcall.appeals.Story;
import org.rollcall.testkit.RollcallResource;

/** The Completion of Procedures letter: complete or not issued, tagged, and the same whenever it is asked for. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = AppealService.DATABASE))
class LetterTest {

    private static AppealService service;

    @Inject
    InstantSource clock;

    @Inject
    Letters letters;

    @BeforeAll
    static void open() {
        service = new AppealService();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @BeforeEach
    void inTime() {
        Clocks.set(clock, "2026-11-30T10:00:00");
    }

    @Test
    void it_says_everything_that_a_completion_of_procedures_letter_must_say() throws Exception {
        // given
        service.hears(Story.of("S7200001"));
        var appeal = ended("S7200001");

        // when
        var pdf = letterOf(appeal);

        // then
        assertThat(textOf(pdf))
                .contains("The University")
                .contains("Dear Amina Okafor,")
                .contains("S7200001")
                .contains(appeal)
                .contains("Student Attendance and Engagement Policy")
                .contains("Decision of the Faculty 18 November 2026")
                .contains("Appeal received 30 November 2026")
                .contains("You said that the procedure of the policy was not followed.")
                .contains("It was found that due process was followed. The events show it.")
                .contains("On 7 December 2026 it was decided that your appeal is not upheld.")
                .contains("The procedure speaks for itself.")
                .contains("the last day is 7 December 2027.");
        asRegistry()
                .get("/appeals/" + appeal)
                .then()
                .body("completionOfProcedures.dated", equalTo("2026-12-07"))
                .body("completionOfProcedures.lastDayForOia", equalTo("2027-12-07"))
                .body("completionOfProcedures.overdue", equalTo(false));
    }

    @Test
    void it_is_a_tagged_pdf_that_everybody_can_read() throws Exception {
        // given
        service.hears(Story.of("S7200002"));

        // when
        var pdf = letterOf(ended("S7200002"));

        // then
        assertThat(TaggedPdf.faultsOf(pdf)).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
            assertThat(document.getDocumentInformation().getTitle()).startsWith("Completion of Procedures letter");
        }
    }

    @Test
    void it_is_reissued_byte_by_byte_whatever_has_changed_since() {
        // given
        service.hears(Story.of("S7200003"));
        var appeal = ended("S7200003");
        var first = letterOf(appeal);

        // when the student's record and the day change
        service.hears(Story.of("S7200003").student("another@example.ac.uk").only("student"));
        Clocks.set(clock, "2027-03-01T10:00:00");
        AppealService.settle();

        // then
        assertThat(letterOf(appeal)).isEqualTo(first);
        assertThat(service.told("S7200003")).containsOnlyOnce("CompletionOfProceduresIssued");
    }

    @Test
    void a_letter_of_29_february_names_the_28th_as_the_last_day() {
        // given
        service.hears(Story.decidedOn("S7200004", "2028-02-07T11:00:00", LocalDate.parse("2028-02-21")));
        Clocks.set(clock, "2028-02-10T10:00:00");
        var appeal = appealOf("S7200004");
        investigate(appeal, INVESTIGATOR).statusCode(200);
        Clocks.set(clock, "2028-02-29T23:59:00");

        // when
        decide(appeal, "NOT_UPHELD", true, Map.of()).statusCode(200);
        AppealService.settle();

        // then
        asRegistry()
                .get("/appeals/" + appeal)
                .then()
                .body("completionOfProcedures.dated", equalTo("2028-02-29"))
                .body("completionOfProcedures.lastDayForOia", equalTo("2029-02-28"));
    }

    @Test
    void it_is_not_issued_while_the_name_is_missing_and_listed_when_overdue_and_issued_when_the_name_comes()
            throws IOException {
        // given
        service.hears(Story.of("S7200005").without("student"));
        var appeal = ended("S7200005", Map.of("student-in-scope", "The admissions office confirmed it."));
        AppealService.settle();

        // then it waits
        asRegistry()
                .get("/appeals/" + appeal + "/completion-of-procedures")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/letter-incomplete"))
                .body("detail", containsString("the student's name"));
        assertThat(service.told("S7200005")).doesNotContain("CompletionOfProceduresIssued");

        // and is overdue on day 29
        Clocks.set(clock, "2027-01-04T23:59:00");
        asRegistry().get("/appeals?overdue=true&size=200").then().body("items.appealId", not(hasItem(appeal)));
        Clocks.set(clock, "2027-01-05T00:00:00");
        asRegistry()
                .get("/appeals?overdue=true&student=S7200005")
                .then()
                .body("items.appealId", contains(appeal))
                .body("items[0].completionOfProcedures.missing", contains("the student's name"))
                .body("items[0].completionOfProcedures.overdue", equalTo(true));

        // when the record arrives
        service.hears(Story.of("S7200005").only("student"));
        AppealService.settle();

        // then
        assertThat(textOf(letterOf(appeal))).contains("Dear Amina Okafor,").contains("5 January 2027");
        assertThat(service.told("S7200005")).containsOnlyOnce("CompletionOfProceduresIssued");
    }

    @Test
    void a_name_that_comes_while_the_letter_is_put_aside_for_want_of_it_is_not_overlooked() throws Exception {
        // given: a letter that another transaction puts aside, which nobody sees yet
        service.hears(Story.of("S7200011").without("student"));
        var appeal = ended("S7200011", Map.of("student-in-scope", "The admissions office confirmed it."));
        AppealService.settle();
        try (var connection = AppealService.database().connectAsApplication();
                var statement = connection.createStatement();
                var another = AppealService.database().connectAsApplication()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM appeals WHERE appeal_id = '%s' FOR UPDATE".formatted(appeal));
            another.createStatement().execute("DELETE FROM letters_waiting WHERE appeal_id = '%s'".formatted(appeal));
            statement.execute("INSERT INTO letters_waiting VALUES ('%s', 'S7200011', '{the name}')".formatted(appeal));

            // when
            Story.of("S7200011").only("student").publish(service.probe());
            AppealService.awaitSessionThatWaits();
            connection.commit();
        }
        AppealService.settle();

        // then
        assertThat(service.told("S7200011")).containsOnlyOnce("CompletionOfProceduresIssued");
    }

    @Test
    void a_letter_that_waits_is_tried_again_when_the_service_starts() throws Exception {
        // given: what it waited for came with the configuration
        service.hears(Story.of("S7200012"));
        var appeal = appealOf("S7200012");
        try (var connection = AppealService.database().connectAsApplication();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO letters_waiting VALUES ('%s', 'S7200012', '{a font}')".formatted(appeal));
        }
        endedAfter(appeal, Map.of());
        assertThat(service.told("S7200012")).doesNotContain("CompletionOfProceduresIssued");

        // when
        letters.tryAllAgain(new StartupEvent());
        AppealService.settle();

        // then
        assertThat(service.told("S7200012")).containsOnlyOnce("CompletionOfProceduresIssued");
    }

    @Test
    void a_rejection_as_late_has_its_letter_too() throws IOException {
        // given
        service.hears(Story.of("S7200006"));
        Clocks.set(clock, "2026-12-03T00:01:00");
        var appeal = appealOf("S7200006");

        // when
        asRegistry()
                .body(Map.of("reason", "No circumstances are given."))
                .post("/appeals/" + appeal + "/late-rejection")
                .then()
                .statusCode(200);
        AppealService.settle();

        // then
        assertThat(textOf(letterOf(appeal)))
                .contains("The last day to appeal was 2 December 2026; your appeal was received on 3 December 2026.")
                .contains("rejected because it was submitted after the deadline")
                .contains("No circumstances are given.");
    }

    @Test
    void what_people_wrote_is_printed_and_not_run() throws IOException {
        // given
        service.hears(Story.of("S7200007"));
        var appeal = appealOf("S7200007");
        investigate(appeal, INVESTIGATOR);

        // when
        asRegistry()
                .body(Map.of(
                        "outcome",
                        "NOT_UPHELD",
                        "findings",
                        java.util.List.of(Map.of(
                                "ground",
                                "PROCEDURE_NOT_FOLLOWED",
                                "dueProcessFollowed",
                                true,
                                "because",
                                "<img src=\"file:///etc/passwd\"/> {letter.studentId} & <b>so on</b>")),
                        "reasons",
                        "First.\n\nSecond."))
                .post("/appeals/" + appeal + "/decision")
                .then()
                .statusCode(200);
        AppealService.settle();

        // then
        assertThat(textOf(letterOf(appeal)))
                .contains("<img src=\"file:///etc/passwd\"/> {letter.studentId} & <b>so on</b>");
    }

    @Test
    void a_name_that_the_font_cannot_print_is_not_printed_as_something_else() {
        // given
        service.hears(Story.of("S7200010").student("s7200010@student.example.ac.uk", "\u674e", "\u5a1c"));

        // when
        var appeal = ended("S7200010");

        // then
        asRegistry()
                .get("/appeals/" + appeal + "/completion-of-procedures")
                .then()
                .statusCode(409)
                .body("detail", containsString("a font that has the letters \u674e\u5a1c"));
    }

    @Test
    void it_is_for_the_student_and_registry_and_only_when_there_is_one() {
        // given
        service.hears(Story.of("S7200008"));
        var open = appealOf("S7200008");

        // then
        asRegistry()
                .get("/appeals/" + open + "/completion-of-procedures")
                .then()
                .statusCode(404);
        var ended = endedAfter(open, Map.of());
        asStudent("S7200008")
                .get("/appeals/" + ended + "/completion-of-procedures")
                .then()
                .statusCode(200);
        asStudent("S7200009")
                .get("/appeals/" + ended + "/completion-of-procedures")
                .then()
                .statusCode(404);
    }

    private String ended(String student) {
        return ended(student, Map.of());
    }

    private String ended(String student, Map<String, String> answers) {
        return endedAfter(appealOf(student), answers);
    }

    private String endedAfter(String appeal, Map<String, String> answers) {
        investigate(appeal, INVESTIGATOR).statusCode(200);
        Clocks.set(clock, "2026-12-07T16:00:00");
        decide(appeal, "NOT_UPHELD", true, answers).statusCode(200);
        AppealService.settle();
        return appeal;
    }

    private static byte[] letterOf(String appeal) {
        return asRegistry()
                .get("/appeals/" + appeal + "/completion-of-procedures")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
