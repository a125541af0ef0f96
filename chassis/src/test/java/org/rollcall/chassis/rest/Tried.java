package org.rollcall.chassis.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.person.Roles;

/** An edge to try things on. */
@Path("/tried")
@RolesAllowed({Roles.STUDENT, Roles.STAFF})
class Tried {

    enum Kind {
        ONE,
        OTHER
    }

    @RegisterForReflection
    record Thing(
            @Size(max = 10) @Nullable String text,
            @Nullable Kind kind,
            @Nullable Integer number,
            @Nullable LocalDate day) {}

    @GET
    public Page<Integer> list(
            @QueryParam("since") @Nullable LocalDate since,
            @QueryParam("all") @Nullable Boolean all,
            @Valid @BeanParam PageRequest page) {
        return Page.of(IntStream.range(0, 120).boxed().toList(), page);
    }

    @GET
    @Path("/{id}")
    public List<String> one(@PathParam("id") String id) {
        return List.of(id);
    }

    @POST
    public Thing make(@NotNull @Valid Thing thing) {
        return thing;
    }

    @POST
    @Path("/failures")
    public Thing fail() {
        throw new IllegalStateException("what only the log may say");
    }
}
