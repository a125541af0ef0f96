package org.rollcall.notification.email;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.notification.life.EmailState.Stage;
import org.rollcall.notification.life.Template;

/**
 * What was sent to whom and because of what, the latest first: to staff what concerns their students, to a student what was
 * written to them.
 */
@Path("/emails")
@Produces(MediaType.APPLICATION_JSON)
class EmailResource {

    private static final UUID NO_EMAIL = new UUID(0, 0);

    private final Emails emails;
    private final Persons persons;

    EmailResource(Emails emails, Persons persons) {
        this.emails = emails;
        this.persons = persons;
    }

    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    public org.rollcall.chassis.rest.Page<EmailView> list(
            @QueryParam("student") @Nullable String student,
            @QueryParam("template") @Nullable String template,
            @QueryParam("state") @Nullable String state,
            @Valid @BeanParam PageRequest page) {
        var conditions = new ArrayList<>(List.of(EmailBounds.CONDITION));
        var values = EmailBounds.of(persons.asking());
        if (student != null) {
            conditions.add("studentId = :student");
            values.and("student", student);
        }
        if (template != null) {
            conditions.add("template = :template");
            values.and(
                    "template",
                    Template.labelled(template)
                            .orElseThrow(() -> Problems.badRequest("template", "is not one of GET /templates")));
        }
        if (state != null) {
            conditions.add("stage = :stage");
            values.and(
                    "stage",
                    stageNamed(state)
                            .orElseThrow(() -> Problems.badRequest(
                                    "state", "is not one of PENDING, SENDING, UNKNOWN, SENT, FAILED, WITHDRAWN")));
        }
        var found = emails.find(String.join(" and ", conditions), Sort.descending("seq"), values);
        return new org.rollcall.chassis.rest.Page<>(
                found.page(Page.of(page.page(), page.size())).stream()
                        .map(EmailView::from)
                        .toList(),
                page.page(),
                page.size(),
                found.count());
    }

    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    @Path("/{id}")
    public EmailView.Whole one(@PathParam("id") String id) {
        return EmailView.Whole.from(open(id));
    }

    /**
     * Has an e-mail sent again, as a new one that names the old; only what is settled can be. A repeated call with the same
     * {@code Idempotency-Key} is answered with what the first one made.
     */
    @RolesAllowed(Roles.FACULTY_ADMIN)
    @POST
    @Path("/{id}/resend")
    @APIResponseSchema(value = EmailView.class, responseCode = "201", responseDescription = "The new e-mail")
    public Response resend(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Size(min = 1, max = 255) @Nullable String key) {
        var old = open(id);
        switch (old.state().stage()) {
            case SENT, FAILED -> {}
            case PENDING, SENDING, UNKNOWN ->
                throw Problems.conflict("email-under-way", "E-mail " + id + " is still on its way");
            case WITHDRAWN ->
                throw Problems.conflict(
                        "email-withdrawn", "E-mail " + id + " was withdrawn: what it says is not so any more");
        }
        if (!emails.isStillSo(old)) {
            throw Problems.conflict(
                    "email-withdrawn",
                    "What e-mail %s says is not so any more: its step was rescinded, or its appointment changed"
                            .formatted(id));
        }
        var row = emails.askAgain(old.id, key).orElseThrow();
        return Response.created(URI.create("/emails/" + row.id))
                .entity(EmailView.from(row))
                .build();
    }

    /** The e-mail, where it is the person's; 404 elsewhere. */
    private EmailRow open(String id) {
        return emails.find(
                        "id = :id and " + EmailBounds.CONDITION,
                        EmailBounds.of(persons.asking()).and("id", uuid(id)))
                .firstResultOptional()
                .orElseThrow(() -> Problems.notFound("There is no e-mail " + id));
    }

    private static Optional<Stage> stageNamed(String name) {
        return Stream.of(Stage.values())
                .filter(stage -> stage.name().equals(name))
                .findAny();
    }

    /** The id that is written so; one that no e-mail has, where none is. */
    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            return NO_EMAIL;
        }
    }
}
