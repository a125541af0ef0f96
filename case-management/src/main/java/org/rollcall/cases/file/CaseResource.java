package org.rollcall.cases.file;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.directory.Programmes;
import org.rollcall.cases.directory.Students;
import org.rollcall.cases.directory.Students.Marks;
import org.rollcall.cases.life.Contact;
import org.rollcall.cases.life.Threshold;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** The case files, for those who work on them. */
@Path("/cases")
class CaseResource {

    private final Students students;
    private final Programmes programmes;

    CaseResource(Students students, Programmes programmes) {
        this.students = students;
        this.programmes = programmes;
    }

    /** The work list: the most urgent first, closed cases last. */
    @GET
    @Transactional
    public Page<Listed> list(@BeanParam CaseFilter filter, @Valid @BeanParam PageRequest page) {
        var query = filter.query(programmes);
        var rows = query.page(page.page(), page.size()).list();
        var marks = students.marks(rows.stream().map(row -> row.studentId).toList());
        return new Page<>(
                rows.stream()
                        .map(row -> Listed.from(row, marks.getOrDefault(row.studentId, Marks.NONE)))
                        .toList(),
                page.page(),
                page.size(),
                query.count());
    }

    /** One case file. */
    @GET
    @Path("/{caseId}")
    @Transactional
    public FileView file(@PathParam("caseId") String caseId) {
        CaseRow row = CaseRow.findById(caseId);
        if (row == null) {
            throw Problems.notFound("There is no case " + caseId);
        }
        return FileView.from(row, ThresholdRow.ofCase(caseId), ContactRow.ofCase(caseId));
    }

    /** A case in the work list; see {@link FileView}. */
    record Listed(
            String caseId,
            String studentId,
            String programmeCode,
            String academicYear,
            String state,
            @Nullable String closedBecause,
            Instant openedAt,
            Instant since,
            boolean sponsored,
            List<String> fundingBodies,
            List<String> flags) {

        static Listed from(CaseRow row, Marks marks) {
            return new Listed(
                    row.caseId,
                    row.studentId,
                    row.programmeCode,
                    row.academicYear,
                    row.state,
                    row.closedBecause,
                    row.openedAt,
                    row.since,
                    marks.sponsored(),
                    marks.fundingBodies(),
                    row.flags);
        }
    }

    /**
     * A case file. Interviews, agreements and a decision come from people, and there is no call yet by which they could
     * act: so there are none, and none is next.
     *
     * @param since when the case came to its present state
     * @param closedBecause null while the case is open
     */
    record FileView(
            String caseId,
            String studentId,
            String programmeCode,
            String academicYear,
            String state,
            @Nullable String closedBecause,
            Instant openedAt,
            Instant since,
            List<ThresholdView> thresholds,
            List<ContactView> contacts,
            List<Object> interviews,
            List<Object> agreements,
            @Nullable Object decision,
            @Nullable LocalDate appealDeadline,
            List<String> flags,
            List<Object> next) {

        static FileView from(CaseRow row, List<ThresholdRow> thresholds, List<ContactRow> contacts) {
            return new FileView(
                    row.caseId,
                    row.studentId,
                    row.programmeCode,
                    row.academicYear,
                    row.state,
                    row.closedBecause,
                    row.openedAt,
                    row.since,
                    thresholds.stream().map(ThresholdView::from).toList(),
                    contacts.stream().map(ContactView::from).toList(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    row.flags,
                    List.of());
        }
    }

    /**
     * A step that was raised.
     *
     * @param rescindedAt null while it stands
     */
    record ThresholdView(
            String thresholdId,
            String step,
            String clause,
            Threshold.Action action,
            LocalDate asOfWeek,
            List<LocalDate> missedWeeks,
            Instant raisedAt,
            @Nullable Instant rescindedAt,
            @Nullable String rescindedBecause,
            int revision) {

        static ThresholdView from(ThresholdRow row) {
            return new ThresholdView(
                    row.thresholdId,
                    row.step,
                    row.clause,
                    row.action,
                    row.asOfWeek,
                    row.missedWeeks,
                    row.raisedAt,
                    row.rescindedAt,
                    row.rescindedBecause,
                    row.revision);
        }
    }

    /**
     * An e-mail that one of the thresholds led to.
     *
     * @param sentAt null when it was not sent
     */
    record ContactView(
            String emailId,
            String template,
            Contact.State state,
            @Nullable Instant sentAt) {

        static ContactView from(ContactRow row) {
            return new ContactView(
                    row.emailId, row.template, row.state, row.toContact().sentAt());
        }
    }
}
