package org.rollcall.cases.interviews;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.file.Cases;
import org.rollcall.cases.file.DueDates;
import org.rollcall.cases.life.Act;
import org.rollcall.cases.life.Appointment;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.Interview;
import org.rollcall.cases.life.InterviewId;
import org.rollcall.cases.request.Fields;
import org.rollcall.cases.secrecy.Texts;
import org.rollcall.cases.view.FileView;
import org.rollcall.cases.view.InterviewView;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Idempotency;
import org.rollcall.chassis.time.AcademicCalendar;

/** The interviews of a case (clauses 5 to 7). */
@Path("/cases/{caseId}/interviews")
@Produces(MediaType.APPLICATION_JSON)
@Transactional
class InterviewResource {

    private static final int LONGEST_MINUTES = 480;

    /** No appointment is made for the year one million. */
    private static final Instant LATEST = Instant.parse("2199-12-31T00:00:00Z");

    private final Cases cases;
    private final DueDates dueDates;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Texts texts;
    private final Ids ids;

    InterviewResource(Cases cases, DueDates dueDates, Persons persons, Idempotency idempotency, Texts texts, Ids ids) {
        this.cases = cases;
        this.dueDates = dueDates;
        this.persons = persons;
        this.idempotency = idempotency;
        this.texts = texts;
        this.ids = ids;
    }

    /**
     * An appointment that is asked for; at a place, or online, or both.
     *
     * @param interviewer who holds it; null means the person who asks
     * @param shortNoticeAgreed the student agreed to less notice than the policy gives
     */
    @Schema(requiredProperties = {"startsAt", "durationMinutes"})
    record Asked(
            @Nullable Instant startsAt,
            @Nullable Integer durationMinutes,
            @Nullable String location,
            @Nullable String joinUrl,
            @Nullable String interviewer,
            @Nullable Boolean shortNoticeAgreed) {

        Appointment toAppointment(Person person) {
            var start = Fields.given("startsAt", startsAt);
            if (start.isAfter(LATEST)) {
                throw Problems.badRequest("/startsAt", "is after " + LATEST);
            }
            var minutes = Fields.given("durationMinutes", durationMinutes);
            if (minutes < 1 || minutes > LONGEST_MINUTES) {
                throw Problems.badRequest("/durationMinutes", "is from 1 to " + LONGEST_MINUTES);
            }
            var place = Fields.optionalLine("location", location);
            var url = Fields.optionalUrl("joinUrl", joinUrl);
            if (place == null && url == null) {
                throw Problems.badRequest("/location", "is missing, and so is joinUrl");
            }
            return new Appointment(
                    start,
                    start.plus(Duration.ofMinutes(minutes)),
                    place,
                    url,
                    interviewer == null ? person.id() : Fields.id("interviewer", interviewer),
                    Boolean.TRUE.equals(shortNoticeAgreed));
        }
    }

    /** Appoints an interview: once the demand was sent, and with the notice of the policy. */
    @RolesAllowed({Roles.PROGRAMME_LEADER, Roles.FACULTY_ADMIN})
    @POST
    @APIResponseSchema(value = InterviewView.class, responseCode = "201", responseDescription = "The interview")
    public Response schedule(
            @PathParam("caseId") String caseId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable Asked asked) {
        var person = persons.asking();
        var appointment = Fields.given("", asked).toAppointment(person);
        var created = idempotency.once(person, key, new Request(caseId, appointment), () -> {
            var id = new InterviewId(ids.next().toString());
            cases.act(
                    caseId,
                    person,
                    version,
                    opened -> new Act.ScheduleInterview(
                            id, id.value() + "@rollcall", appointment, notice(appointment, opened.now())));
            return id.value();
        });
        return Response.status(Status.CREATED)
                .header(HttpHeaders.LOCATION, "/cases/" + caseId)
                .header(HttpHeaders.ETAG, cases.version(caseId))
                .entity(view(cases.view(caseId, person), created.id()))
                .build();
    }

    private record Request(String caseId, Appointment appointment) {}

    /** Moves it: the same invitation, with the next sequence. */
    @RolesAllowed({Roles.PROGRAMME_LEADER, Roles.FACULTY_ADMIN})
    @PUT
    @Path("/{interviewId}")
    @APIResponseSchema(value = InterviewView.class, responseCode = "200", responseDescription = "The interview")
    public Response reschedule(
            @PathParam("caseId") String caseId,
            @PathParam("interviewId") String interviewId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable Asked asked) {
        var person = persons.asking();
        var appointment = Fields.given("", asked).toAppointment(person);
        var file = cases.act(
                caseId,
                person,
                version,
                opened -> new Act.RescheduleInterview(
                        new InterviewId(interviewId), appointment, notice(appointment, opened.now())));
        return answer(file, interviewId);
    }

    /** Calls it off: the same invitation, with the next sequence. */
    @RolesAllowed({Roles.PROGRAMME_LEADER, Roles.FACULTY_ADMIN})
    @DELETE
    @Path("/{interviewId}")
    @APIResponseSchema(value = InterviewView.class, responseCode = "200", responseDescription = "The interview")
    public Response cancel(
            @PathParam("caseId") String caseId,
            @PathParam("interviewId") String interviewId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version) {
        var person = persons.asking();
        return answer(
                cases.act(caseId, person, version, opened -> new Act.CancelInterview(new InterviewId(interviewId))),
                interviewId);
    }

    /** Records that the student cannot come, before it starts (clause 7). */
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @POST
    @Path("/{interviewId}/notice")
    @APIResponseSchema(value = InterviewView.class, responseCode = "200", responseDescription = "The interview")
    public Response notice(@PathParam("caseId") String caseId, @PathParam("interviewId") String interviewId) {
        var person = persons.asking();
        return answer(
                cases.act(caseId, person, null, opened -> new Act.GiveNotice(new InterviewId(interviewId))),
                interviewId);
    }

    /**
     * What became of it.
     *
     * @param held whether the student came
     * @param outcome given when it was held, and only then
     * @param notes kept encrypted
     */
    @Schema(requiredProperties = "held")
    record Outcome(
            @Nullable Boolean held,
            Interview.@Nullable Outcome outcome,
            @Nullable String notes) {}

    /** Records that it was held, with its outcome (clause 6), or that the student did not come (clause 7). */
    @RolesAllowed(Roles.PROGRAMME_LEADER)
    @POST
    @Path("/{interviewId}/outcome")
    @APIResponseSchema(value = FileView.class, responseCode = "200", responseDescription = "The case file")
    public Response outcome(
            @PathParam("caseId") String caseId,
            @PathParam("interviewId") String interviewId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable Outcome asked) {
        var person = persons.asking();
        var body = Fields.given("", asked);
        var held = Fields.given("held", body.held());
        if (held && body.outcome() == null) {
            throw Problems.badRequest("/outcome", "is missing: an interview that was held has an outcome");
        }
        if (!held && body.outcome() != null) {
            throw Problems.badRequest("/outcome", "is given, and the interview was missed");
        }
        var notes = Fields.optionalProse("notes", body.notes());
        var id = new InterviewId(interviewId);
        var outcome = body.outcome();
        cases.act(
                caseId,
                person,
                version,
                opened -> outcome == null ? new Act.RecordMissed(id) : new Act.RecordHeld(id, outcome));
        if (notes != null) {
            texts.keep(caseId, Texts.Kind.INTERVIEW_NOTES, interviewId, person, notes);
        }
        return Response.ok(cases.view(caseId, person))
                .header(HttpHeaders.ETAG, cases.version(caseId))
                .build();
    }

    private Act.Notice notice(Appointment appointment, Instant now) {
        return new Act.Notice(
                AcademicCalendar.dayOf(appointment.startsAt()),
                dueDates.interviewNotice(now).lastDay());
    }

    private Response answer(CaseFile file, String interviewId) {
        var interview = file.dealings().interviews().stream()
                .filter(each -> each.id().value().equals(interviewId))
                .findFirst()
                .orElseThrow();
        return Response.ok(InterviewView.from(interview))
                .header(HttpHeaders.ETAG, cases.version(file.id().value()))
                .build();
    }

    private static InterviewView view(FileView file, String interviewId) {
        return file.interviews().stream()
                .filter(interview -> interview.interviewId().equals(interviewId))
                .findFirst()
                .orElseThrow();
    }
}
