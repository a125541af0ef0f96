package org.rollcall.cases.circumstances;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.request.Fields;
import org.rollcall.cases.secrecy.Texts;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Idempotency;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** Absences that staff authorised or refused. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Transactional
class AbsenceResource {

    private final Absences absences;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Texts texts;

    AbsenceResource(Absences absences, Persons persons, Idempotency idempotency, Texts texts) {
        this.absences = absences;
        this.persons = persons;
        this.idempotency = idempotency;
        this.texts = texts;
    }

    /**
     * An absence that is to be authorised or refused.
     *
     * @param from first day, Europe/London
     * @param to last day, included
     * @param reason kept encrypted; it never leaves
     * @param status AUTHORISED where nothing is said
     * @param circumstancesId the report that it answers; may be left out
     */
    @Schema(requiredProperties = {"from", "to", "reason"})
    record Asked(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason,
            @Nullable Verdict status,
            @Nullable String circumstancesId) {}

    /** What staff may say. */
    enum Verdict {
        AUTHORISED,
        REFUSED
    }

    /** Authorises an absence, or refuses to; an authorised one changes the assessment, backwards too. */
    @RolesAllowed(Roles.STAFF)
    @POST
    @Path("students/{studentId}/absences")
    @APIResponseSchema(value = Absence.class, responseCode = "201", responseDescription = "What was decided")
    public Response decide(
            @PathParam("studentId") String studentId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Asked asked) {
        var person = persons.asking();
        var body = Fields.given("", asked);
        var from = Fields.day("from", body.from());
        var to = Fields.day("to", body.to());
        if (to.isBefore(from)) {
            throw Problems.badRequest("/to", "is before from");
        }
        var reason = Fields.prose("reason", body.reason());
        var student = Fields.id("studentId", studentId);
        absences.mustSee(person, student);
        var circumstancesId = body.circumstancesId();
        if (circumstancesId != null && !texts.isReportAbout(Fields.id("circumstancesId", circumstancesId), student)) {
            throw Problems.badRequest("/circumstancesId", "names no report of circumstances about this student");
        }
        var created = idempotency.once(
                person,
                key,
                new Request(studentId, body),
                () -> absences.decide(
                        student,
                        from,
                        to,
                        body.status() == Verdict.REFUSED ? Absence.Status.REFUSED : Absence.Status.AUTHORISED,
                        circumstancesId,
                        person,
                        reason));
        return Response.status(Status.CREATED)
                .header(HttpHeaders.LOCATION, "/students/" + studentId + "/absences")
                .entity(absences.named(created.id()).orElseThrow())
                .build();
    }

    private record Request(String studentId, Asked asked) {}

    /** Takes an authorisation back, and with it its effect. */
    @RolesAllowed(Roles.STAFF)
    @DELETE
    @Path("absences/{absenceId}")
    public Absence revoke(@PathParam("absenceId") String absenceId) {
        var person = persons.asking();
        var found = absences.named(absenceId);
        // Asked also where there is none: how long the answer takes does not say whose it is.
        var open = absences.areOpenTo(person, found.map(Absence::studentId).orElse(""));
        var absence = found.filter(_ -> open).orElseThrow(() -> Problems.notFound("There is no absence " + absenceId));
        return switch (absence.status()) {
            case AUTHORISED -> absences.revoke(absence, person);
            case REVOKED -> absence;
            case REFUSED ->
                throw Problems.conflict(
                        "not-in-this-state", "The absence was refused, so there is nothing to take back", "10");
        };
    }

    /** A student's absences, latest first. */
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    @Path("students/{studentId}/absences")
    public Page<Absence> list(@PathParam("studentId") String studentId, @Valid @BeanParam PageRequest page) {
        var person = persons.asking();
        absences.mustSee(person, studentId);
        return Page.of(absences.of(studentId), page);
    }
}
