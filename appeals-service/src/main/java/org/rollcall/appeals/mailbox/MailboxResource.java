package org.rollcall.appeals.mailbox;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.appeal.Evidence.Piece;
import org.rollcall.appeals.appeal.Names;
import org.rollcall.appeals.life.Reason;
import org.rollcall.appeals.mailbox.Intake.Settled;
import org.rollcall.appeals.mailbox.Mails.Mail;
import org.rollcall.appeals.mailbox.Mails.State;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** The mails that wait for a person. */
@Path("/mailbox")
@Produces(MediaType.APPLICATION_JSON)
class MailboxResource {

    private final Mails mails;
    private final Intake intake;
    private final Persons persons;

    MailboxResource(Mails mails, Intake intake, Persons persons) {
        this.mails = mails;
        this.intake = intake;
        this.persons = persons;
    }

    /** Those that wait, the oldest first; with {@code state} those that became or were settled as something. */
    @RolesAllowed(Roles.REGISTRY)
    @GET
    @Transactional
    public Page<MailView> list(
            @QueryParam("state") @DefaultValue("WAITING") String state, @Valid @BeanParam PageRequest page) {
        var asked = Stream.of(State.values())
                .filter(known -> known.name().equals(state))
                .findAny()
                .orElseThrow(() -> Problems.badRequest("state", "is not one of APPEAL, WAITING, LINKED, DISMISSED"));
        return new Page<>(
                mails.list(asked, page.offset(), page.size()).stream()
                        .map(this::view)
                        .toList(),
                page.page(),
                page.size(),
                mails.count(asked));
    }

    @RolesAllowed(Roles.REGISTRY)
    @GET
    @Path("/{id}")
    @Transactional
    public MailView one(@PathParam("id") String id) {
        return mails.find(id).map(this::view).orElseThrow(() -> noMail(id));
    }

    /** An attachment that was kept, to be saved and not to be run. */
    @RolesAllowed(Roles.REGISTRY)
    @GET
    @Path("/{id}/attachments/{number}")
    @Produces(MediaType.WILDCARD)
    @Transactional
    public Response attachment(@PathParam("id") String id, @PathParam("number") int number) {
        return mails.attachments(id).stream()
                .skip(Math.max(0, number - 1L))
                .limit(number < 1 ? 0 : 1)
                .filter(piece -> piece.content() != null)
                .map(piece -> Response.ok(piece.content(), piece.type())
                        .header("Content-Disposition", Names.attachment(piece.name()))
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Security-Policy", "sandbox; default-src 'none'")
                        .build())
                .findFirst()
                .orElseThrow(() -> Problems.notFound("There is no attachment %d of %s".formatted(number, id)));
    }

    /** Says which decision the mail is about: it becomes an appeal, received when the mail was, or further evidence. */
    @RolesAllowed(Roles.REGISTRY)
    @POST
    @Path("/{id}/link")
    @Transactional
    public MailView link(@PathParam("id") String id, @NotNull @Valid Link request) {
        var person = persons.asking();
        return after(id, intake.link(id, request.decisionId(), person.id(), request.reason()), request.decisionId());
    }

    /** Says that the mail is no appeal. */
    @RolesAllowed(Roles.REGISTRY)
    @POST
    @Path("/{id}/dismissal")
    @Transactional
    public MailView dismiss(@PathParam("id") String id, @NotNull @Valid Dismissal request) {
        var person = persons.asking();
        return after(id, intake.dismiss(id, person.id(), request.reason()), "");
    }

    private MailView after(String id, Settled settled, String decisionId) {
        return switch (settled) {
            case Settled.Yes() -> one(id);
            case Settled.NoSuchMail() -> throw noMail(id);
            case Settled.Already() ->
                throw Problems.conflict("mail-settled", "The mail does not wait for a person any more");
            case Settled.NoSuchDecision() ->
                throw Problems.badRequest("/decisionId", "names no decision: " + decisionId);
            case Settled.NothingToAppeal() ->
                throw Problems.conflict(
                        "nothing-to-appeal", "The Faculty decided that the student continues", "appeal 1");
            case Settled.AppealEnded() ->
                throw Problems.conflict("appeal-ended", "The appeal has ended: appeal decisions are final", "appeal 5");
            case Settled.TooMuch() ->
                throw Problems.conflict(
                        "too-much-evidence", "An appeal holds 10 MB of evidence in all, in at most 100 pieces");
        };
    }

    private static RuntimeException noMail(String id) {
        return Problems.notFound("There is no mail " + id);
    }

    /** Which decision a mail is about. */
    record Link(
            @NotBlank @Size(max = 64) @Pattern(regexp = "\\P{Cntrl}*")
            String decisionId,

            @NotBlank @Size(max = Reason.LONGEST) String reason) {}

    /** Why a mail is no appeal. */
    record Dismissal(@NotBlank @Size(max = Reason.LONGEST) String reason) {}

    /**
     * A mail. Its text is text, whatever was sent: nothing of it is rendered or followed.
     *
     * @param reason why it waits, or waited
     * @param notes what a person should know of how it was read
     */
    record MailView(
            String mailId,
            State state,
            @Nullable Why reason,
            @Nullable String from,
            String subject,
            String text,
            Instant receivedAt,
            long size,
            List<AttachmentView> attachments,
            List<String> notes,
            @Nullable String appealId,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            @Nullable String settledBecause) {}

    /** An attachment, and why it was not kept where it was not. */
    record AttachmentView(
            String name, String type, long size, @Nullable String notKept) {

        static AttachmentView from(Piece piece) {
            return new AttachmentView(piece.name(), piece.type(), piece.size(), piece.notKept());
        }
    }

    private MailView view(Mail mail) {
        return new MailView(
                mail.mailId(),
                mail.state(),
                mail.reason(),
                mail.sender(),
                mail.subject(),
                mail.text(),
                mail.receivedAt(),
                mail.size(),
                mails.listed(mail.mailId()).stream().map(AttachmentView::from).toList(),
                mail.notes(),
                mail.appealId(),
                mail.settledBy(),
                mail.settledAt(),
                mail.settledBecause());
    }
}
