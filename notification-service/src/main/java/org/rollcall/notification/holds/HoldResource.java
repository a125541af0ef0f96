package org.rollcall.notification.holds;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.notification.holds.Hold.State;

/** What the circuit breaker holds, for the person who decides on it. */
@Path("/holds")
@Produces(MediaType.APPLICATION_JSON)
class HoldResource {

    private final Holds holds;

    HoldResource(Holds holds) {
        this.holds = holds;
    }

    /**
     * A hold.
     *
     * @param allowed the limit that was exceeded, in e-mails an hour
     * @param emails how many wait behind it, or were released or discarded
     */
    record HoldView(
            UUID holdId,
            String template,
            int allowed,
            Instant openedAt,
            State state,
            long emails,
            @Nullable Instant closedAt,
            @Nullable String reason) {}

    /** Why a person lets them go, or not. */
    @RegisterForReflection
    record Verdict(@NotBlank @Size(max = 255) @Nullable String reason) {}

    @RolesAllowed(Roles.ADMINISTRATOR)
    @GET
    public Page<HoldView> list(@QueryParam("state") @Nullable String state, @Valid @BeanParam PageRequest page) {
        var found = holds
                .latestFirst(
                        state == null
                                ? null
                                : Stream.of(State.values())
                                        .filter(known -> known.name().equals(state))
                                        .findAny()
                                        .orElseThrow(() -> Problems.badRequest(
                                                "state", "is not one of OPEN, RELEASED, DISCARDED")))
                .stream()
                .map(this::view)
                .toList();
        return Page.of(found, page);
    }

    /** Everything that it holds leaves, in order. Releasing it twice is releasing it once. */
    @RolesAllowed(Roles.ADMINISTRATOR)
    @POST
    @Path("/{id}/release")
    public HoldView release(@PathParam("id") String id, @Valid @NotNull Verdict verdict) {
        return close(id, verdict, State.RELEASED, holds::release);
    }

    /** Nothing that it holds is ever sent. */
    @RolesAllowed(Roles.ADMINISTRATOR)
    @POST
    @Path("/{id}/discard")
    public HoldView discard(@PathParam("id") String id, @Valid @NotNull Verdict verdict) {
        return close(id, verdict, State.DISCARDED, holds::discard);
    }

    private HoldView close(String id, Verdict verdict, State wanted, BiFunction<UUID, String, Optional<Hold>> how) {
        var hold = uuid(id).flatMap(known -> how.apply(known, String.valueOf(verdict.reason())))
                .orElseThrow(() -> Problems.notFound("There is no hold " + id));
        if (hold.state != wanted) {
            throw Problems.conflict(
                    "hold-closed", "Hold %s was %s at %s".formatted(id, hold.state, String.valueOf(hold.closedAt)));
        }
        return view(hold);
    }

    private HoldView view(Hold hold) {
        return new HoldView(
                hold.id,
                hold.template.label(),
                hold.allowed,
                hold.openedAt,
                hold.state,
                hold.emails == null ? holds.waiting(hold.template) : hold.emails,
                hold.closedAt,
                hold.reason);
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
