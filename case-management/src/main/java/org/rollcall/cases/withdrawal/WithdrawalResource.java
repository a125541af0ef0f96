package org.rollcall.cases.withdrawal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.file.Cases;
import org.rollcall.cases.file.DueDates;
import org.rollcall.cases.life.Act;
import org.rollcall.cases.life.Decision;
import org.rollcall.cases.life.DecisionId;
import org.rollcall.cases.life.Ground;
import org.rollcall.cases.request.Fields;
import org.rollcall.cases.secrecy.Texts;
import org.rollcall.cases.view.DecisionView;
import org.rollcall.cases.view.FileView;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.rest.Idempotency;
import org.rollcall.chassis.time.AcademicCalendar;

/** What people decide about a case (clauses 6 to 9); each with a reason, which is kept encrypted. */
@Path("/cases/{caseId}")
@Produces(MediaType.APPLICATION_JSON)
@Transactional
class WithdrawalResource {

    private final Cases cases;
    private final DueDates dueDates;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Texts texts;
    private final Ids ids;

    WithdrawalResource(Cases cases, DueDates dueDates, Persons persons, Idempotency idempotency, Texts texts, Ids ids) {
        this.cases = cases;
        this.dueDates = dueDates;
        this.persons = persons;
        this.idempotency = idempotency;
        this.texts = texts;
        this.ids = ids;
    }

    /** A recommendation that is asked for. */
    @Schema(requiredProperties = {"ground", "reason"})
    record Recommendation(@Nullable Ground ground, @Nullable String reason) {}

    /** Recommends withdrawal, on a ground that the case has. */
    @RolesAllowed(Roles.PROGRAMME_LEADER)
    @POST
    @Path("/withdrawal-recommendation")
    @APIResponseSchema(value = FileView.class, responseCode = "201", responseDescription = "The case file")
    public Response recommend(
            @PathParam("caseId") String caseId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable Recommendation asked) {
        var person = persons.asking();
        var body = Fields.given("", asked);
        var ground = Fields.given("ground", body.ground());
        var reason = Fields.prose("reason", body.reason());
        idempotency.once(person, key, new Request(caseId, body), () -> {
            cases.act(caseId, person, version, opened -> new Act.RecommendWithdrawal(ground));
            return texts.keep(caseId, Texts.Kind.RECOMMENDATION, null, person, reason);
        });
        return created(caseId, person);
    }

    private record Request(String caseId, Object asked) {}

    /** The School or Faculty Admin Office takes the recommendation up (clause 9). */
    @RolesAllowed(Roles.FACULTY_ADMIN)
    @POST
    @Path("/referral")
    @APIResponseSchema(value = FileView.class, responseCode = "201", responseDescription = "The case file")
    public Response takeUp(
            @PathParam("caseId") String caseId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version) {
        var person = persons.asking();
        idempotency.once(person, key, new Request(caseId, "referral"), () -> {
            cases.act(caseId, person, version, opened -> new Act.TakeUp(AcademicCalendar.dayOf(opened.now())));
            return caseId;
        });
        return created(caseId, person);
    }

    /**
     * A decision that is asked for.
     *
     * @param notifiedOn the day on which the student was told, Europe/London
     */
    @Schema(requiredProperties = {"decision", "reason", "notifiedOn"})
    record Decided(
            Decision.@Nullable Kind decision,
            @Nullable String reason,
            @Nullable LocalDate notifiedOn) {}

    /** Decides for the Faculty. It cannot be changed. */
    @RolesAllowed(Roles.FACULTY_ADMIN)
    @POST
    @Path("/decision")
    @APIResponseSchema(value = DecisionView.class, responseCode = "201", responseDescription = "The decision")
    public Response decide(
            @PathParam("caseId") String caseId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable Decided asked) {
        var person = persons.asking();
        var body = Fields.given("", asked);
        var kind = Fields.given("decision", body.decision());
        var reason = Fields.prose("reason", body.reason());
        var notifiedOn = Fields.day("notifiedOn", body.notifiedOn());
        var created = idempotency.once(person, key, new Request(caseId, body), () -> {
            var id = new DecisionId(ids.next().toString());
            var window = dueDates.timeToAppeal(notifiedOn);
            cases.act(
                    caseId,
                    person,
                    version,
                    opened -> new Act.Decide(
                            id,
                            kind,
                            notifiedOn,
                            new Decision.Window(window.lastDay(), window.endsAt()),
                            person.id(),
                            AcademicCalendar.dayOf(opened.now())));
            texts.keep(caseId, Texts.Kind.DECISION, id.value(), person, reason);
            return id.value();
        });
        var file = cases.view(caseId, person);
        var decision = Stream.concat(Stream.ofNullable(file.decision()), file.quashedDecisions().stream())
                .filter(made -> made.decisionId().equals(created.id()))
                .findFirst()
                .orElseThrow();
        return Response.status(Status.CREATED)
                .header(HttpHeaders.LOCATION, "/cases/" + caseId)
                .header(HttpHeaders.ETAG, cases.version(caseId))
                .entity(decision)
                .build();
    }

    /** Why. */
    @Schema(requiredProperties = "reason")
    record Reason(@Nullable String reason) {}

    /** Closes the case. */
    @RolesAllowed({Roles.PROGRAMME_LEADER, Roles.FACULTY_ADMIN})
    @POST
    @Path("/closure")
    @APIResponseSchema(value = FileView.class, responseCode = "200", responseDescription = "The case file")
    public Response close(
            @PathParam("caseId") String caseId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable Reason asked) {
        return withReason(caseId, version, asked, new Act.Close(), Texts.Kind.CLOSURE);
    }

    /** Takes the flags off, once a person has looked. */
    @RolesAllowed({Roles.PROGRAMME_LEADER, Roles.FACULTY_ADMIN})
    @POST
    @Path("/review")
    @APIResponseSchema(value = FileView.class, responseCode = "200", responseDescription = "The case file")
    public Response review(
            @PathParam("caseId") String caseId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable Reason asked) {
        return withReason(caseId, version, asked, new Act.ClearFlags(), Texts.Kind.REVIEW);
    }

    private Response withReason(
            String caseId, @Nullable String version, @Nullable Reason asked, Act act, Texts.Kind kind) {
        var person = persons.asking();
        var reason = Fields.prose("reason", Fields.given("", asked).reason());
        cases.act(caseId, person, version, opened -> act);
        texts.keep(caseId, kind, null, person, reason);
        return Response.ok(cases.view(caseId, person))
                .header(HttpHeaders.ETAG, cases.version(caseId))
                .build();
    }

    private Response created(String caseId, Person person) {
        return Response.status(Status.CREATED)
                .header(HttpHeaders.LOCATION, "/cases/" + caseId)
                .header(HttpHeaders.ETAG, cases.version(caseId))
                .entity(cases.view(caseId, person))
                .build();
    }
}
