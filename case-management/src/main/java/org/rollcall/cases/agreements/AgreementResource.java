package org.rollcall.cases.agreements;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.file.Cases;
import org.rollcall.cases.life.Act;
import org.rollcall.cases.life.Agreement;
import org.rollcall.cases.request.Fields;
import org.rollcall.cases.secrecy.Texts;
import org.rollcall.cases.view.AgreementView;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.time.AcademicCalendar;

/** Student Attendance Agreements (clauses 6 and 8). */
@Path("/agreements/{agreementId}")
@Transactional
class AgreementResource {

    private final Cases cases;
    private final Persons persons;
    private final Texts texts;
    private final AgreementPdf pdf;

    AgreementResource(Cases cases, Persons persons, Texts texts, AgreementPdf pdf) {
        this.cases = cases;
        this.persons = persons;
        this.texts = texts;
        this.pdf = pdf;
    }

    /** Signs: a student for themselves, a Programme Leader for the programme. */
    @POST
    @Path("/signatures")
    public AgreementView sign(@PathParam("agreementId") String agreementId) {
        var person = persons.acting(Roles.STUDENT, Roles.PROGRAMME_LEADER);
        var filed = cases.agreement(agreementId, person);
        var party = person.has(Roles.STUDENT) && person.id().equals(filed.studentId())
                ? Agreement.Party.STUDENT
                : Agreement.Party.PROGRAMME_LEADER;
        if (party == Agreement.Party.PROGRAMME_LEADER && !person.has(Roles.PROGRAMME_LEADER)) {
            throw Problems.notFound("There is no agreement " + agreementId);
        }
        cases.act(
                filed.caseId(),
                person,
                null,
                opened -> new Act.SignAgreement(
                        filed.id(), party, new Agreement.Signature(person.id(), AcademicCalendar.dayOf(opened.now()))));
        return view(agreementId, person);
    }

    /**
     * What a review found.
     *
     * @param reason kept encrypted
     */
    record Review(
            Act.ReviewAgreement.@Nullable Finding finding,
            @Nullable String reason) {}

    /** Reviews: the terms were met, or they were not. */
    @POST
    @Path("/review")
    public AgreementView review(@PathParam("agreementId") String agreementId, @Nullable Review asked) {
        var person = persons.acting(Roles.PROGRAMME_LEADER);
        var body = Fields.given("", asked);
        var finding = Fields.given("finding", body.finding());
        var reason = Fields.optionalProse("reason", body.reason());
        var filed = cases.agreement(agreementId, person);
        cases.act(filed.caseId(), person, null, opened -> new Act.ReviewAgreement(filed.id(), finding));
        if (reason != null) {
            texts.keep(filed.caseId(), Texts.Kind.REVIEW, agreementId, person, reason);
        }
        return view(agreementId, person);
    }

    /** One agreement. */
    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    public AgreementView agreement(@PathParam("agreementId") String agreementId) {
        return view(agreementId, persons.reading());
    }

    /** The same on paper. */
    @GET
    @Produces("application/pdf;qs=0.5")
    public Response printed(@PathParam("agreementId") String agreementId) {
        var filed = cases.agreement(agreementId, persons.reading());
        var view = AgreementView.from(filed.agreement(), filed.caseId(), filed.studentId(), filed.academicYear());
        return Response.ok(pdf.print(view, filed.programmeCode()), "application/pdf")
                .header("Content-Disposition", "inline; filename=\"student-attendance-agreement.pdf\"")
                .build();
    }

    private AgreementView view(String agreementId, Person person) {
        var filed = cases.agreement(agreementId, person);
        return AgreementView.from(filed.agreement(), filed.caseId(), filed.studentId(), filed.academicYear());
    }
}
