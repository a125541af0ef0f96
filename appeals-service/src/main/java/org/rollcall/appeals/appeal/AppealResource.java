package org.rollcall.appeals.appeal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.appeal.Appeals.Added;
import org.rollcall.appeals.appeal.Appeals.Done;
import org.rollcall.appeals.appeal.Appeals.Filed;
import org.rollcall.appeals.heard.Decisions;
import org.rollcall.appeals.heard.Decisions.FacultyDecision;
import org.rollcall.appeals.life.Outcome;
import org.rollcall.appeals.life.PersonId;
import org.rollcall.appeals.life.Reason;
import org.rollcall.appeals.life.Receipt;
import org.rollcall.appeals.life.Ruling;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.BodyLimit;
import org.rollcall.chassis.rest.Idempotency;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.chassis.time.AcademicCalendar;

/** Appeals, for the students who make them and for Registry Services who consider them. */
@Path("/appeals")
@Produces(MediaType.APPLICATION_JSON)
class AppealResource {

    private static final String PDF = "application/pdf";
    private static final String CAUSE = "REST";

    private final Appeals appeals;
    private final Dossiers dossiers;
    private final Decisions decisions;
    private final Evidence evidence;
    private final LetterStates letters;
    private final DossierPdf dossierPdf;
    private final Idempotency idempotency;
    private final Persons persons;
    private final Texts texts;
    private final EntityManager session;
    private final InstantSource clock;

    AppealResource(
            Appeals appeals,
            Dossiers dossiers,
            Decisions decisions,
            Evidence evidence,
            LetterStates letters,
            DossierPdf dossierPdf,
            Idempotency idempotency,
            Persons persons,
            Texts texts,
            EntityManager session,
            InstantSource clock) {
        this.appeals = appeals;
        this.dossiers = dossiers;
        this.decisions = decisions;
        this.evidence = evidence;
        this.letters = letters;
        this.dossierPdf = dossierPdf;
        this.idempotency = idempotency;
        this.persons = persons;
        this.texts = texts;
        this.session = session;
        this.clock = clock;
    }

    /** Makes an appeal: the student now, or Registry Services for what came by post. */
    @RolesAllowed({Roles.STUDENT, Roles.REGISTRY})
    @POST
    @Transactional
    @BodyLimit(mebibytes = 16)
    @APIResponseSchema(value = AppealView.class, responseCode = "201", responseDescription = "The appeal")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Response file(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid Requests.Filing request) {
        var person = persons.asking();
        var decision = decisions
                .find(request.decisionId())
                .filter(found -> Readers.include(person, found.studentId()))
                .orElseThrow(() -> Problems.notFound("There is no decision " + request.decisionId()));
        var pieces = request.evidence() == null
                ? List.<Evidence.Piece>of()
                : request.evidence().stream()
                        .map(piece -> piece("/evidence", piece.name(), piece.content()))
                        .toList();
        if (pieces.stream().mapToLong(Evidence.Piece::size).sum() > Evidence.MOST_BYTES
                || pieces.size() > Evidence.MOST_PIECES) {
            throw tooMuch();
        }
        var created = idempotency.once(person, key, request, () -> {
            var filed = appeals.file(new Appeals.Filing(
                    request.decisionId(),
                    receipt(person, decision, request),
                    EnumSet.copyOf(request.grounds()),
                    request.statement(),
                    pieces,
                    person.id(),
                    CAUSE));
            return switch (filed) {
                case Filed.Received(var appealId) -> appealId;
                case Filed.AlreadyAppealed(var appealId) ->
                    throw Problems.conflict(
                            "already-appealed", "There is an appeal against this decision: " + appealId, "appeal 1");
                case Filed.NothingToAppeal() ->
                    throw Problems.conflict(
                            "nothing-to-appeal", "The Faculty decided that the student continues", "appeal 1");
                case Filed.NoSuchDecision() -> throw Problems.notFound("There is no decision " + request.decisionId());
            };
        });
        return Response.created(URI.create("/appeals/" + created.id()))
                .entity(view(created.id()))
                .build();
    }

    private Receipt receipt(Person person, FacultyDecision decision, Requests.Filing request) {
        var now = clock.instant();
        var today = AcademicCalendar.dayOf(now);
        var receivedOn = request.receivedOn();
        if (person.isStudent(decision.studentId())) {
            if (receivedOn != null) {
                throw Problems.badRequest("/receivedOn", "is the university's to say");
            }
            return new Receipt.At(now, today, Receipt.Channel.REST);
        }
        if (receivedOn == null) {
            throw Problems.badRequest("/receivedOn", "is missing: the day on which the post arrived");
        }
        if (receivedOn.isAfter(today)) {
            throw Problems.badRequest("/receivedOn", "is a day to come");
        }
        if (receivedOn.isBefore(decision.notifiedOn())) {
            throw Problems.badRequest(
                    "/receivedOn",
                    "is before the student was told of the decision, on %s".formatted(decision.notifiedOn()));
        }
        return new Receipt.On(receivedOn);
    }

    /** The queue, by target date. */
    @RolesAllowed(Roles.REGISTRY)
    @GET
    @Transactional
    public Page<AppealView> list(@BeanParam AppealFilter filter, @Valid @BeanParam PageRequest page) {
        var today = appeals.today();
        var rows = filter.page(session, page, today);
        var states = letters.of(rows.stream().map(row -> row.appealId).toList());
        return new Page<>(
                rows.stream()
                        .map(row -> AppealView.from(
                                row,
                                states.getOrDefault(row.appealId, LetterStates.LetterState.NONE),
                                evidence.list(row.appealId),
                                texts,
                                today))
                        .toList(),
                page.page(),
                page.size(),
                filter.count(session, today));
    }

    /** One appeal, its deadlines explained. */
    @RolesAllowed({Roles.STUDENT, Roles.REGISTRY})
    @GET
    @Path("/{id}")
    @Transactional
    public AppealView one(@PathParam("id") String id) {
        visible(id);
        return view(id);
    }

    /** Adds attachments: PDFs and images, 10 MB in all. */
    @RolesAllowed({Roles.STUDENT, Roles.REGISTRY})
    @POST
    @Path("/{id}/evidence")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Transactional
    @BodyLimit(mebibytes = 16)
    @APIResponseSchema(value = Evidence.Listed[].class, responseCode = "201", responseDescription = "All evidence")
    public Response addEvidence(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @RestForm(FileUpload.ALL) List<FileUpload> files) {
        var person = persons.asking();
        visible(id);
        if (files.isEmpty()) {
            throw Problems.badRequest("file", "is missing: attach at least one");
        }
        var pieces = new ArrayList<Evidence.Piece>();
        for (var file : files) {
            pieces.add(piece(file.name(), file.fileName(), content(file)));
        }
        var added = idempotency.once(person, key, new Adding(id, pieces), () -> switch (appeals.addEvidence(
                id, pieces, person.id(), CAUSE)) {
            case Added.As(var number) -> String.valueOf(number);
            case Added.TooLate() -> throw Refusals.problem(new org.rollcall.appeals.life.Refusal.AlreadyEnded());
            case Added.TooMuch() -> throw tooMuch();
            case Added.NoSuchAppeal() -> throw noAppeal(id);
        });
        return Response.created(URI.create("/appeals/%s/evidence/%s".formatted(id, added.id())))
                .entity(evidence.list(id))
                .build();
    }

    private record Adding(String appealId, List<Evidence.Piece> pieces) {}

    private static byte[] content(FileUpload file) {
        try {
            return Files.readAllBytes(file.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException tooMuch() {
        return Problems.conflict(
                "too-much-evidence", "An appeal holds 10 MB of evidence in all, in at most 100 pieces");
    }

    private static Evidence.Piece piece(String pointer, @Nullable String name, byte[] content) {
        var type = org.rollcall.appeals.appeal.MediaType.of(content)
                .orElseThrow(
                        () -> Problems.badRequest(pointer, "is neither a PDF nor an image (PNG, JPEG, GIF, TIFF)"));
        return new Evidence.Piece(Names.plain(name, "evidence"), type.type(), content.length, content, null);
    }

    /** One attachment, to be saved and not to be run. */
    @RolesAllowed({Roles.STUDENT, Roles.REGISTRY})
    @GET
    @Path("/{id}/evidence/{number}")
    @Produces(MediaType.WILDCARD)
    @Transactional
    public Response evidence(@PathParam("id") String id, @PathParam("number") int number) {
        visible(id);
        var content = evidence.content(id, number)
                .orElseThrow(() -> Problems.notFound("There is no evidence %d of %s".formatted(number, id)));
        return Response.ok(content.bytes(), content.type())
                .header("Content-Disposition", Names.attachment(content.name()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .build();
    }

    /** The due-process dossier with all that is known now; with {@code frozen=true} as it was known to whoever decided. */
    @RolesAllowed(Roles.REGISTRY)
    @GET
    @Path("/{id}/dossier")
    @Transactional
    public DossierView dossier(
            @PathParam("id") String id, @QueryParam("frozen") @DefaultValue("false") boolean frozen) {
        return dossierOf(id, frozen);
    }

    /** The same, to be printed. */
    @RolesAllowed(Roles.REGISTRY)
    @GET
    @Path("/{id}/dossier")
    @Produces(PDF)
    @Transactional
    public Response dossierAsPdf(
            @PathParam("id") String id, @QueryParam("frozen") @DefaultValue("false") boolean frozen) {
        return Response.ok(dossierPdf.print(dossierOf(id, frozen)), PDF)
                .header("Content-Disposition", Names.attachment("dossier-" + id + ".pdf"))
                .build();
    }

    private DossierView dossierOf(String id, boolean frozen) {
        var row = AppealRow.of(id).orElseThrow(() -> noAppeal(id));
        if (!frozen) {
            return DossierView.from(id, row.studentId, dossiers.derive(row.studentId, row.decisionId, clock.instant()));
        }
        if (row.dossier == null) {
            throw Problems.notFound("Nobody has decided the appeal " + id + ", so no dossier is frozen");
        }
        return texts.read(row.dossier, DossierView.class);
    }

    /** Somebody investigates; a late appeal is accepted by that, with a reason. */
    @RolesAllowed(Roles.REGISTRY)
    @POST
    @Path("/{id}/investigation")
    @Transactional
    public AppealView investigate(@PathParam("id") String id, @NotNull @Valid Requests.Investigation request) {
        var person = persons.asking();
        var reason = request.reason() == null || request.reason().isBlank() ? null : new Reason(request.reason());
        return after(
                id,
                appeals.investigate(
                        id, new PersonId(request.investigator()), new PersonId(person.id()), reason, CAUSE));
    }

    /** A person rejects an appeal that came late. */
    @RolesAllowed(Roles.REGISTRY)
    @POST
    @Path("/{id}/late-rejection")
    @Transactional
    public AppealView rejectAsLate(@PathParam("id") String id, @NotNull @Valid Requests.Because request) {
        var person = persons.asking();
        return after(id, appeals.rejectAsLate(id, new PersonId(person.id()), new Reason(request.reason()), CAUSE));
    }

    /** A person decides. */
    @RolesAllowed(Roles.REGISTRY)
    @POST
    @Path("/{id}/decision")
    @Transactional
    public AppealView decide(@PathParam("id") String id, @NotNull @Valid Requests.Decision request) {
        var person = persons.asking();
        var answers = new TreeMap<String, Reason>();
        if (request.answers() != null) {
            request.answers().forEach((line, answer) -> answers.put(line, new Reason(answer)));
        }
        var ruling = new Ruling(
                new PersonId(person.id()),
                request.findings().stream()
                        .map(finding -> new Ruling.Finding(
                                finding.ground(), finding.dueProcessFollowed(), new Reason(finding.because())))
                        .toList(),
                answers,
                new Reason(request.reasons()));
        var outcome = switch (request.outcome()) {
            case UPHELD -> Outcome.UPHELD;
            case NOT_UPHELD -> Outcome.NOT_UPHELD;
        };
        return after(id, appeals.decide(id, outcome, ruling, CAUSE));
    }

    private AppealView after(String id, Done done) {
        return switch (done) {
            case Done.Yes() -> view(id);
            case Done.Refused(var why) -> throw Refusals.problem(why);
            case Done.NoSuchAppeal() -> throw noAppeal(id);
        };
    }

    private void visible(String id) {
        var person = persons.asking();
        if (AppealRow.of(id)
                .filter(row -> Readers.include(person, row.studentId))
                .isEmpty()) {
            throw noAppeal(id);
        }
    }

    private static RuntimeException noAppeal(String id) {
        return Problems.notFound("There is no appeal " + id);
    }

    private AppealView view(String id) {
        var row = AppealRow.of(id).orElseThrow(() -> noAppeal(id));
        return AppealView.from(
                row,
                Objects.requireNonNullElse(letters.of(Set.of(id)).get(id), LetterStates.LetterState.NONE),
                evidence.list(id),
                texts,
                appeals.today());
    }
}
