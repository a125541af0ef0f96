package org.rollcall.engagement.replay;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.policy.file.PolicyFile;
import org.rollcall.engagement.policy.file.PolicyFile.Reading;
import org.rollcall.engagement.week.AcademicYears;

/** Tries a candidate policy on a stored academic year: who would gain or lose which step. Nothing is published. */
@Path("/policy-replays")
@Produces(MediaType.APPLICATION_JSON)
class ReplayResource {

    private static final int LONGEST_POLICY = 100_000;
    private static final int LONGEST_KEY = 255;

    private final ReplayRequests requests;
    private final Replays replays;
    private final ReplayWorker worker;

    ReplayResource(ReplayRequests requests, Replays replays, ReplayWorker worker) {
        this.requests = requests;
        this.replays = replays;
        this.worker = worker;
    }

    /**
     * What is asked for.
     *
     * @param policy the candidate as a policy file (YAML); the day from which it is in force does not matter
     */
    @RegisterForReflection
    @Schema(requiredProperties = {"academicYear", "policy"})
    record Request(@Nullable String academicYear, @Nullable String policy) {}

    /** Asks for a replay; asked again with the same Idempotency-Key, it is the same. */
    @RolesAllowed({Roles.ADMINISTRATOR, Roles.REGISTRY})
    @POST
    @APIResponseSchema(
            value = ReplayView.class,
            responseCode = "201",
            responseDescription = "The replay, before it runs")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Response ask(@NotNull Request request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        var year = AcademicYears.parse("/academicYear", given("/academicYear", request.academicYear()));
        var file = given("/policy", request.policy());
        var replay = requests.enter(year, file, policy(file), checked(idempotencyKey));
        worker.wake();
        return Response.created(URI.create("/policy-replays/" + replay.id()))
                .entity(view(replay, null, new PageRequest(0, 1)))
                .build();
    }

    /**
     * How far it is, and what has come of it.
     *
     * @param step only the differences of this step
     */
    @RolesAllowed({Roles.ADMINISTRATOR, Roles.REGISTRY})
    @GET
    @Path("{id}")
    @Transactional
    public ReplayView replay(
            @PathParam("id") String id, @QueryParam("step") @Nullable String step, @BeanParam @Valid PageRequest page) {
        return parse(id)
                .flatMap(replays::find)
                .map(replay -> view(replay, step, page))
                .orElseThrow(() -> Problems.notFound("There is no replay with this id"));
    }

    private ReplayView view(Replay replay, @Nullable String step, PageRequest page) {
        return ReplayView.of(replay, replays.counts(replay.id()), replays.differences(replay.id(), step, page));
    }

    private static Policy policy(String file) {
        return switch (PolicyFile.read("policy", new StringReader(file))) {
            case Reading.Accepted accepted -> accepted.policy();
            case Reading.Refused refused ->
                throw Problems.badRequest("/policy", "line %d: %s".formatted(refused.line(), refused.reason()));
        };
    }

    private static String given(String pointer, @Nullable String text) {
        if (text == null) {
            throw Problems.badRequest(pointer, "is missing");
        }
        if (text.length() > LONGEST_POLICY) {
            throw Problems.badRequest(pointer, "has more than %d characters".formatted(LONGEST_POLICY));
        }
        return text;
    }

    private static @Nullable String checked(@Nullable String idempotencyKey) {
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
            throw Problems.badRequest("Idempotency-Key", "has 1 to %d characters".formatted(LONGEST_KEY));
        }
        return idempotencyKey;
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
