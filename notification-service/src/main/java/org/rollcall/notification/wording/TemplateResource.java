package org.rollcall.notification.wording;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.notification.life.Template;

/** The templates, and what their mails look like. */
@Path("/templates")
@Produces(MediaType.APPLICATION_JSON)
class TemplateResource {

    private final Wording wording;

    TemplateResource(Wording wording) {
        this.wording = wording;
    }

    /** A template and the subject of its example. */
    record TemplateView(String name, String subject) {}

    @RolesAllowed(Roles.STAFF)
    @GET
    public Page<TemplateView> list(@Valid @BeanParam PageRequest page) {
        var all = Stream.of(Template.values())
                .map(template -> new TemplateView(
                        template.label(), wording.write(Examples.of(template)).subject()))
                .toList();
        return Page.of(all, page);
    }

    @RolesAllowed(Roles.STAFF)
    @GET
    @Path("/{name}/preview")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public String html(@PathParam("name") String name) {
        return example(name).html();
    }

    @RolesAllowed(Roles.STAFF)
    @GET
    @Path("/{name}/preview")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    public String text(@PathParam("name") String name) {
        return example(name).text();
    }

    private Letter example(String name) {
        return Template.labelled(name)
                .map(template -> wording.write(Examples.of(template)))
                .orElseThrow(() -> Problems.notFound("There is no template " + name));
    }
}
