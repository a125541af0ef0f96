package org.rollcall.notification.email;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.notification.life.EmailState.Stage;
import org.rollcall.notification.life.Template;

/** What was sent to whom and because of what, the latest first. */
@Path("/emails")
class EmailResource {

    private final Emails emails;

    EmailResource(Emails emails) {
        this.emails = emails;
    }

    @GET
    public org.rollcall.chassis.rest.Page<EmailView> list(
            @QueryParam("student") @Nullable String student,
            @QueryParam("template") @Nullable String template,
            @QueryParam("state") @Nullable String state,
            @Valid @BeanParam PageRequest page) {
        var conditions = new ArrayList<String>();
        var values = new Parameters();
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

    @GET
    @Path("/{id}")
    public EmailView.Whole one(@PathParam("id") String id) {
        return Optional.ofNullable(uuid(id))
                .flatMap(emails::findByIdOptional)
                .map(EmailView.Whole::from)
                .orElseThrow(() -> Problems.notFound("There is no e-mail " + id));
    }

    private static Optional<Stage> stageNamed(String name) {
        return Stream.of(Stage.values())
                .filter(stage -> stage.name().equals(name))
                .findAny();
    }

    private static @Nullable UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
