package org.rollcall.cases.returns;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.request.Fields;
import org.rollcall.cases.returns.ReportableAbsence.Status;
import org.rollcall.cases.returns.ReportableAbsences.Filter;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** What has to be reported to UKVI and to funding bodies. */
@Path("/reportable-absences")
@Produces(MediaType.APPLICATION_JSON)
@Transactional
class ReportableAbsenceResource {

    private static final String CSV = "text/csv";

    private final ReportableAbsences absences;
    private final Persons persons;

    ReportableAbsenceResource(ReportableAbsences absences, Persons persons) {
        this.absences = absences;
        this.persons = persons;
    }

    /** Which are asked for. */
    record Asked(
            @QueryParam("body") @Nullable String body,
            @QueryParam("status") @Nullable String status,
            @QueryParam("due-before") @Nullable LocalDate dueBefore) {

        Filter toFilter() {
            return new Filter(body, named(), dueBefore);
        }

        private @Nullable Status named() {
            if (status == null) {
                return null;
            }
            for (var each : Status.values()) {
                if (each.name().equals(status)) {
                    return each;
                }
            }
            throw Problems.badRequest("status", "is DUE, HELD, REPORTED, LAPSED or CORRECTED, not " + status);
        }
    }

    /** What is due, held, reported or lapsed; the soonest due first. */
    @RolesAllowed(Roles.COMPLIANCE)
    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    public Page<ReportableAbsence> list(@BeanParam Asked asked, @Valid @BeanParam PageRequest page) {
        var filter = asked.toFilter();
        return new Page<>(
                absences.page(filter, page.size(), page.offset()), page.page(), page.size(), absences.count(filter));
    }

    /** All of them as comma-separated values (RFC 4180), with a line of headings. */
    @RolesAllowed(Roles.COMPLIANCE)
    @GET
    @Produces(CSV + ";qs=0.5")
    public String csv(@BeanParam Asked asked) {
        var filter = asked.toFilter();
        var text = new StringBuilder();
        try (var printer = new CSVPrinter(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(
                                "id",
                                "body",
                                "kind",
                                "status",
                                "studentId",
                                "caseId",
                                "programmeCode",
                                "dayZero",
                                "dueOn",
                                "overdue",
                                "heldSince",
                                "daysLeft",
                                "reportedAt",
                                "reportedBy",
                                "reference",
                                "correctionDue",
                                "correctedAt",
                                "correctedBy",
                                "correctionReference")
                        .get())) {
            for (var row : absences.all(filter)) {
                printer.printRecord(
                        row.id(),
                        row.body(),
                        row.kind(),
                        row.status(),
                        inert(row.studentId()),
                        row.caseId(),
                        inert(row.programmeCode()),
                        row.dayZero(),
                        row.dueOn(),
                        row.overdue(),
                        row.heldSince(),
                        row.daysLeft(),
                        row.reportedAt(),
                        inert(row.reportedBy()),
                        inert(row.reference()),
                        row.correctionDue(),
                        row.correctedAt(),
                        inert(row.correctedBy()),
                        inert(row.correctionReference()));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A spreadsheet takes a text that begins so for a formula. */
    private static @Nullable String inert(@Nullable String text) {
        return text != null && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /**
     * That it was reported.
     *
     * @param reference under which the body took it; may be left out
     */
    record Reported(@Nullable String reference) {}

    /** Writes down that it was reported, or that the body was told of the correction. */
    @RolesAllowed(Roles.COMPLIANCE)
    @POST
    @Path("/{id}/report")
    public ReportableAbsence report(
            @PathParam("id") String id, @RequestBody(required = false) @Nullable Reported asked) {
        var person = persons.asking();
        var reference = asked == null ? null : Fields.optionalLine("reference", asked.reference());
        var known = absences.named(id).orElseThrow(() -> Problems.notFound("There is no reportable absence " + id));
        if (!absences.reported(id, person, reference)) {
            throw switch (Objects.requireNonNull(absences.named(id).orElse(known))
                    .status()) {
                case HELD ->
                    Problems.conflict(
                            "clock-is-held", "An appeal is open: nothing is reported before it ends", "appeal 3");
                case REPORTED -> Problems.conflict("already-reported", "It was reported already");
                case CORRECTED -> Problems.conflict("already-reported", "It was reported and corrected already");
                case LAPSED ->
                    Problems.conflict("nothing-to-report", "A correction took it back: there is nothing to report");
                case DUE -> Problems.conflict("changed-meanwhile", "It was changed at this moment; ask again");
            };
        }
        return absences.named(id).orElseThrow();
    }
}
