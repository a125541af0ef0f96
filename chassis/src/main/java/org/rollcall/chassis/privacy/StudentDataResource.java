package org.rollcall.chassis.privacy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.person.BesideOwnRows;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.privacy.Erasure.Outcome;
import org.rollcall.chassis.privacy.Erasure.Reason;
import org.rollcall.chassis.privacy.LegalHolds.Hold;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.time.AcademicCalendar;

/** What the service holds about a student: shown, and erased. */
@Path("/students/{studentId}/data")
@Produces(MediaType.APPLICATION_JSON)
class StudentDataResource {

    private static final Logger LOG = Logger.getLogger(StudentDataResource.class);

    private final Export export;
    private final Erasure erasure;
    private final LegalHolds holds;
    private final Persons persons;
    private final InstantSource clock;

    StudentDataResource(Export export, Erasure erasure, LegalHolds holds, Persons persons, InstantSource clock) {
        this.export = export;
        this.erasure = erasure;
        this.holds = holds;
        this.persons = persons;
        this.clock = clock;
    }

    /** Everything, by what it is for. The student themself, the registry and administrators may read it. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.STUDENT, Roles.REGISTRY, Roles.ADMINISTRATOR})
    @BesideOwnRows("each of its statements asks for the one student, in tables too that hold what is nobody's alone")
    public StreamingOutput export(@PathParam("studentId") String studentId) {
        var person = persons.asking();
        if (!person.bounds().all() && !person.isStudent(studentId)) {
            throw Problems.notFound("There is no student with this id");
        }
        LOG.infof("The data of %s are exported for %s", studentId, person.id());
        return to -> export.write(studentId, to);
    }

    /**
     * Erases the student here; what stays, docs/privacy.md says. It can be asked again.
     *
     * @param reason one of Article 17(1)
     */
    @DELETE
    @RolesAllowed(Roles.ADMINISTRATOR)
    public Erased erase(@PathParam("studentId") String studentId, @QueryParam("reason") @Nullable String reason) {
        var person = persons.asking();
        var why = Arrays.stream(Reason.values())
                .filter(known -> known.name().equals(reason))
                .findFirst()
                .orElseThrow(() -> Problems.badRequest(
                        "reason",
                        "is one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Reason.values())
                                                .map(Reason::name)
                                                .toList())));
        var now = clock.instant();
        return switch (erasure.erase(studentId, why, person, now)) {
            case Outcome.Erased(var rows) -> {
                LOG.infof("A student was erased by %s: %s", person.id(), why);
                yield new Erased(now, why, rows);
            }
            case Outcome.Held() -> throw held(holds.on(studentId, AcademicCalendar.dayOf(now)));
        };
    }

    private static HttpProblem held(List<Hold> holds) {
        return Problems.problem(
                        "legal-hold",
                        Status.CONFLICT,
                        "The student's data are held: "
                                + String.join(
                                        ", ",
                                        holds.stream()
                                                .map(Hold::kind)
                                                .distinct()
                                                .toList()))
                .with("holds", holds)
                .build();
    }

    /**
     * What was erased.
     *
     * @param rows how many of each table were deleted, or cleared of the student
     */
    record Erased(Instant erasedAt, Reason reason, Map<String, Long> rows) {}
}
