package org.rollcall.cases.circumstances;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.request.Fields;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Idempotency;

/** Absences that staff authorised or refused. */
@Path("/")
@Transactional
class AbsenceResource {

    private final Absences absences;
    private final Persons persons;
    private final Idempotency idempotency;

    AbsenceResource(Absences absences, Persons persons, Idempotency idempotency) {
        this.absences = absences;
        this.persons = persons;
        this.idempotency = idempotency;
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
    @POST
    @Path("students/{studentId}/absences")
    public Response decide(
            @PathParam("studentId") String studentId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Asked asked) {
        var person = persons.actingAsStaff();
        var body = Fields.given("", asked);
        var from = Fields.given("from", body.from());
        var to = Fields.given("to", body.to());
        if (to.isBefore(from)) {
            throw Problems.badRequest("/to", "is before from");
        }
        var reason = Fields.prose("reason", body.reason());
        var student = Fields.id("studentId", studentId);
        absences.mustSee(person, student);
        var created = idempotency.once(
                person,
                key,
                new Request(studentId, body),
                () -> absences.decide(
                        student,
                        from,
                        to,
                        body.status() == Verdict.REFUSED ? Absence.Status.REFUSED : Absence.Status.AUTHORISED,
                        body.circumstancesId(),
                        person,
                        reason));
        return Response.status(Status.CREATED)
                .header(HttpHeaders.LOCATION, "/students/" + studentId + "/absences")
                .entity(absences.named(created.id()).orElseThrow())
                .build();
    }

    private record Request(String studentId, Asked asked) {}

    /** Takes an authorisation back, and with it its effect. */
    @DELETE
    @Path("absences/{absenceId}")
    public Absence revoke(@PathParam("absenceId") String absenceId) {
        var person = persons.actingAsStaff();
        var absence =
                absences.named(absenceId).orElseThrow(() -> Problems.notFound("There is no absence " + absenceId));
        absences.mustSee(person, absence.studentId());
        return switch (absence.status()) {
            case AUTHORISED -> absences.revoke(absence, person);
            case REVOKED -> absence;
            case REFUSED ->
                throw Problems.conflict(
                        "not-in-this-state", "The absence was refused, so there is nothing to take back", "10");
        };
    }

    /** A student's absences, latest first. */
    @GET
    @Path("students/{studentId}/absences")
    public List<Absence> list(@PathParam("studentId") String studentId) {
        var person = persons.reading();
        if (!person.isStaff() && !(person.has(Roles.STUDENT) && person.id().equals(studentId))) {
            throw Problems.notFound("There is no student " + studentId);
        }
        absences.mustSee(person, studentId);
        return absences.of(studentId);
    }
}
