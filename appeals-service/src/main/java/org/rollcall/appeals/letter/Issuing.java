package org.rollcall.appeals.letter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.appeal.Appeals;
import org.rollcall.appeals.appeal.Evidence;
import org.rollcall.appeals.appeal.Recorder;
import org.rollcall.appeals.appeal.Recorder.Deed;
import org.rollcall.appeals.life.Completion;
import org.rollcall.appeals.students.Students;
import org.rollcall.appeals.students.Students.Student;
import org.rollcall.chassis.consumption.Failures;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.chassis.time.ScheduledWork;
import org.rollcall.contracts.AppealEvent;

/**
 * Issues the Completion of Procedures letter of each appeal that has ended (appeal 5): at once, when it can be written
 * whole. One that cannot is put aside with what it lacks, and is listed as overdue when its 28 days have passed.
 */
@ApplicationScoped
class Issuing implements ScheduledWork {

    private static final Logger LOG = Logger.getLogger(Issuing.class);

    private final Letters letters;
    private final Appeals appeals;
    private final Students students;
    private final Recorder recorder;
    private final LetterPdf pdf;

    Issuing(Letters letters, Appeals appeals, Students students, Recorder recorder, LetterPdf pdf) {
        this.letters = letters;
        this.appeals = appeals;
        this.students = students;
        this.recorder = recorder;
        this.pdf = pdf;
    }

    @Override
    public String name() {
        return "Completion of Procedures letters";
    }

    @Override
    public @Nullable Instant nextDue(Instant now) {
        return letters.nextDue();
    }

    @Override
    public boolean runDue(Instant now) {
        var appealId = new AtomicReference<@Nullable String>();
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                appealId.set(letters.next().orElse(null));
                if (appealId.get() == null) {
                    return false;
                }
                issue(appealId.get(), now);
                return true;
            });
        } catch (RuntimeException failure) {
            var failed = appealId.get();
            if (failed == null || Failures.passes(failure)) {
                throw failure;
            }
            // One letter that cannot be printed holds up no other.
            LOG.errorf(failure, "The letter of the appeal %s could not be issued", failed);
            QuarkusTransaction.requiringNew()
                    .run(() -> letters.putAside(
                            failed, appeals.studentOf(failed).orElseThrow(), List.of("a page that can be printed")));
            return true;
        }
    }

    private void issue(String appealId, Instant now) {
        var ended = appeals.ended(appealId);
        var student = students.find(ended.subject().studentId());
        var draft = Completion.draft(
                new Completion.Particulars(
                        student.map(Student::name).orElse(null),
                        ended.subject().studentId(),
                        student.map(Student::programmeCode).orElse(null),
                        appealId,
                        pdf.procedure(),
                        ended.facultyDecidedOn(),
                        ended.receivedOn(),
                        ended.issues(),
                        ended.outcome(),
                        ended.decidedOn(),
                        ended.reasons()),
                AcademicCalendar.dayOf(now));
        switch (draft) {
            case Completion.Incomplete(var missing) ->
                letters.putAside(appealId, ended.subject().studentId(), missing);
            case Completion.Complete letter
            when !pdf.unprintable(letter).isEmpty() ->
                letters.putAside(
                        appealId,
                        ended.subject().studentId(),
                        List.of("a font that has the letters " + pdf.unprintable(letter)));
            case Completion.Complete letter -> {
                var printed = pdf.print(letter);
                var sha256 = Evidence.sha256(printed);
                letters.keep(appealId, new Letters.Issued(letter.date(), letter.lastDayForOia(), printed, sha256, now));
                recorder.tell(
                        ended.subject(),
                        new Deed(
                                "COMPLETION_OF_PROCEDURES_ISSUED",
                                null,
                                letter.date() + " " + sha256,
                                recorder.service(),
                                now,
                                ended.subject().appealId()),
                        now,
                        AppealEvent.CompletionOfProceduresIssued::new);
            }
        }
    }
}
