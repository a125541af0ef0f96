package org.rollcall.appeals.letter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.rollcall.appeals.appeal.Appeals;
import org.rollcall.appeals.appeal.Readers;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;

/** The Completion of Procedures letter: the same bytes whenever it is asked for. */
@Path("/appeals/{id}/completion-of-procedures")
class LetterResource {

    private final Letters letters;
    private final Appeals appeals;
    private final Persons persons;

    LetterResource(Letters letters, Appeals appeals, Persons persons) {
        this.letters = letters;
        this.appeals = appeals;
        this.persons = persons;
    }

    @RolesAllowed({Roles.STUDENT, Roles.REGISTRY, Roles.MAILER})
    @GET
    @Produces("application/pdf")
    @Transactional
    @APIResponse(responseCode = "200", description = "The letter", content = @Content(mediaType = "application/pdf"))
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Response letter(@PathParam("id") String id) {
        var person = persons.asking();
        if (appeals.studentOf(id)
                .filter(studentId -> Readers.include(person, studentId))
                .isEmpty()) {
            throw Problems.notFound("There is no appeal " + id);
        }
        var letter = letters.find(id).orElseThrow(() -> {
            var missing = letters.missing(id);
            return missing.isEmpty()
                    ? Problems.notFound("No letter has been issued about the appeal " + id)
                    : Problems.conflict(
                            "letter-incomplete",
                            "The letter is not issued while it lacks " + String.join(", ", missing),
                            "appeal 5");
        });
        return Response.ok(letter.pdf(), "application/pdf")
                .tag(new EntityTag(letter.sha256()))
                .header("Content-Disposition", "attachment; filename=\"completion-of-procedures-%s.pdf\"".formatted(id))
                .build();
    }
}
