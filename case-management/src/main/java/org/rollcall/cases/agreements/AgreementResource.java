package org.rollcall.cases.agreements;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
import org.rollcall.chassis.time.AcademicCalendar;

/** Student Attendance Agreements (clauses 6 and 8). */
@Path("/agreements/{agreementId}")
@Produces(MediaType.APPLICATION_JSON)
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
    @RolesAllowed({Roles.STUDENT, Roles.PROGRAMME_LEADER})
    @POST
    @Path("/signatures")
    public AgreementView sign(@PathParam("agreementId") String agreementId) {
        var person = persons.asking();
        var filed = cases.agreement(agreementId, person);
        var party = person.isStudent(filed.studentId()) ? Agreement.Party.STUDENT : Agreement.Party.PROGRAMME_LEADER;
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
    @Schema(requiredProperties = "finding")
    record Review(
            Act.ReviewAgreement.@Nullable Finding finding,
            @Nullable String reason) {}

    /** Reviews: the terms were met, or they were not. */
    @RolesAllowed(Roles.PROGRAMME_LEADER)
    @POST
    @Path("/review")
    public AgreementView review(@PathParam("agreementId") String agreementId, @Nullable Review asked) {
        var person = persons.asking();
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
    @RolesAllowed({Roles.STUDENT, Roles.PROGRAMME_LEADER})
    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    public AgreementView agreement(@PathParam("agreementId") String agreementId) {
        return view(agreementId, persons.asking());
    }

    /** The same on paper. */
    @RolesAllowed({Roles.STUDENT, Roles.PROGRAMME_LEADER, Roles.MAILER})
    @GET
    @Produces("application/pdf;qs=0.5")
    public Response printed(@PathParam("agreementId") String agreementId) {
        var filed = cases.agreement(agreementId, persons.asking());
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
