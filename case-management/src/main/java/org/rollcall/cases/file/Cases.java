package org.rollcall.cases.file;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.directory.Programmes;
import org.rollcall.cases.file.Casebooks.Taken;
import org.rollcall.cases.file.Recorder.Cause;
import org.rollcall.cases.file.Recorder.Recorded;
import org.rollcall.cases.history.CaseReaders;
import org.rollcall.cases.life.Act;
import org.rollcall.cases.life.Agreement;
import org.rollcall.cases.life.AgreementId;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.CaseId;
import org.rollcall.cases.life.Casebook;
import org.rollcall.cases.life.Decision;
import org.rollcall.cases.life.Next;
import org.rollcall.cases.life.StudentId;
import org.rollcall.cases.life.Threshold;
import org.rollcall.cases.request.NextCall;
import org.rollcall.cases.request.Refusals;
import org.rollcall.cases.secrecy.Texts;
import org.rollcall.cases.view.AgreementView;
import org.rollcall.cases.view.DeadlineView;
import org.rollcall.cases.view.DecisionView;
import org.rollcall.cases.view.FileView;
import org.rollcall.cases.view.FileView.AppealView;
import org.rollcall.cases.view.FileView.ContactView;
import org.rollcall.cases.view.FileView.ThresholdView;
import org.rollcall.cases.view.InterviewView;
import org.rollcall.chassis.history.History;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.problem.Problems;

/** The case files, for people who act in them. */
@ApplicationScoped
public class Cases implements CaseReaders {

    private final Casebooks casebooks;
    private final Recorder recorder;
    private final History history;
    private final Programmes programmes;
    private final DueDates dueDates;
    private final Texts texts;
    private final Persons persons;
    private final Ids ids;
    private final InstantSource clock;

    Cases(
            Casebooks casebooks,
            Recorder recorder,
            History history,
            Programmes programmes,
            DueDates dueDates,
            Texts texts,
            Persons persons,
            Ids ids,
            InstantSource clock) {
        this.casebooks = casebooks;
        this.recorder = recorder;
        this.history = history;
        this.programmes = programmes;
        this.dueDates = dueDates;
        this.texts = texts;
        this.persons = persons;
        this.ids = ids;
        this.clock = clock;
    }

    /** A case whose student is kept from everyone else until the transaction ends. */
    public record Opened(CaseFile file, Casebook casebook, Instant now) {}

    /**
     * Acts in a case: opens it for this transaction alone, lets the core say what happens, stores and tells it.
     *
     * @param expected the version that the person has read, as {@code If-Match} says; null where they do not mind
     * @param act makes the act, once nobody else can change the case
     * @return the case afterwards
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for what is not the person's, 412 when it was changed
     *     meanwhile, 409 when the policy does not allow it
     */
    @Transactional(TxType.MANDATORY)
    public CaseFile act(String caseId, Person person, @Nullable String expected, Function<Opened, Act> act) {
        var student = new StudentId(visible(caseId, person).studentId);
        casebooks.lock(Set.of(student));
        var casebook = casebooks.of(Set.of(student)).get(student);
        if (casebook == null) {
            throw new IllegalStateException("A student who has a case has a casebook: " + student);
        }
        if (expected != null && !expected.equals("*") && !expected.equals(version(caseId))) {
            throw Problems.changedMeanwhile("The case was changed since it was read; read it again");
        }
        var id = new CaseId(caseId);
        var now = clock.instant();
        var file = casebook.file(id).orElseThrow();
        return switch (casebook.act(id, act.apply(new Opened(file, casebook, now)), now)) {
            case Casebook.Acted.Refused(var refusal) -> throw Refusals.problem(refusal, caseId);
            case Casebook.Acted.Done(var outcome) -> {
                var cause = new Cause(ids.next().toString(), null, person.id());
                casebooks.save(List.of(new Taken(casebook, outcome.casebook())));
                recorder.record(outcome.changes().stream()
                        .map(change -> new Recorded(change, cause, now))
                        .toList());
                yield outcome.casebook().file(id).orElseThrow();
            }
        };
    }

    /** An agreement and the case that it belongs to; 404 where it is not the person's. */
    @Transactional(TxType.MANDATORY)
    public Filed agreement(String agreementId, Person person) {
        var found = AgreementRow.named(agreementId);
        var file = seen(found.map(row -> row.caseId).orElse(""), person)
                .orElseThrow(() -> Problems.notFound("There is no agreement " + agreementId));
        var row = found.orElseThrow();
        return new Filed(row.toAgreement(), row.caseId, file.studentId, file.programmeCode, file.academicYear);
    }

    /** An agreement in its case. */
    public record Filed(
            Agreement agreement, String caseId, String studentId, String programmeCode, String academicYear) {

        public AgreementId id() {
            return agreement.id();
        }
    }

    /** The file as the person may read it, at one moment; 404 where it is not theirs. To be asked first in a transaction. */
    @Transactional(TxType.MANDATORY)
    public FileView read(String caseId, Person person) {
        casebooks.atOneMoment();
        return built(caseId, person);
    }

    /** The file after an act, which nobody else changes before the transaction ends; 404 where it is not theirs. */
    @Transactional(TxType.MANDATORY)
    public FileView view(String caseId, Person person) {
        casebooks.lock(Set.of(new StudentId(visible(caseId, person).studentId)));
        return built(caseId, person);
    }

    /** 404 where the case is not the person's. */
    @Transactional(TxType.MANDATORY)
    public void mustSee(String caseId, Person person) {
        visible(caseId, person);
    }

    private FileView built(String caseId, Person person) {
        var row = visible(caseId, person);
        var student = new StudentId(row.studentId);
        var casebook = casebooks.of(Set.of(student)).values().iterator().next();
        var id = new CaseId(caseId);
        return view(row, casebook, casebook.file(id).orElseThrow(), casebook.next(id, clock.instant()));
    }

    private FileView view(CaseRow row, Casebook casebook, CaseFile file, List<Next> next) {
        var facts = casebook.facts();
        var dealings = file.dealings();
        var decision = dealings.decision().map(this::view).orElse(null);
        return new FileView(
                row.caseId,
                row.studentId,
                row.programmeCode,
                row.academicYear,
                row.state.name(),
                row.closedBecause,
                row.openedAt,
                row.since,
                facts.thresholds().values().stream()
                        .filter(threshold -> file.thresholds().contains(threshold.id()))
                        .sorted(Comparator.comparing(Threshold::asOfWeek)
                                .thenComparing(threshold -> threshold.id().value()))
                        .map(ThresholdView::from)
                        .toList(),
                casebook.contacts(file).stream().map(ContactView::from).toList(),
                dealings.interviews().stream().map(InterviewView::from).toList(),
                dealings.agreements().stream()
                        .map(agreement -> AgreementView.from(agreement, row.caseId, row.studentId, row.academicYear))
                        .toList(),
                row.ground,
                decision,
                decision == null ? null : decision.appealDeadline(),
                dealings.decisions().stream()
                        .filter(Decision::quashed)
                        .map(this::view)
                        .toList(),
                dealings.appeals().stream().map(AppealView::from).toList(),
                row.dueOn,
                dueDates.explained(file).map(DeadlineView::from).orElse(null),
                texts.of(row.caseId),
                dealings.flags().stream().sorted().toList(),
                next.stream().map(each -> NextCall.from(each, row.caseId)).toList());
    }

    private DecisionView view(Decision decision) {
        return DecisionView.from(decision, dueDates.timeToAppeal(decision.notifiedOn()));
    }

    /** The version of a case, as {@code ETag} and {@code If-Match} write it: it grows with every line of the history. */
    @Transactional(TxType.MANDATORY)
    public String version(String caseId) {
        return "\"" + history.length(caseId) + "\"";
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void check(String caseId) {
        var person = persons.asking();
        // A history outlives its case, for those who see everyone's.
        if (seen(caseId, person).isEmpty() && !person.bounds().all()) {
            throw noCase(caseId);
        }
    }

    /** The case, where the person may see it; 404 elsewhere. */
    CaseRow visible(String caseId, Person person) {
        return seen(caseId, person).orElseThrow(() -> noCase(caseId));
    }

    /** The same is asked where there is no such case: how long the answer takes does not say whose it is. */
    private Optional<CaseRow> seen(String caseId, Person person) {
        var found = CaseRow.<CaseRow>findByIdOptional(caseId);
        var faculty = programmes.facultyOf(found.map(row -> row.programmeCode).orElse(""));
        return found.filter(row -> person.sees(row.studentId, row.programmeCode, faculty));
    }

    private static RuntimeException noCase(String caseId) {
        return Problems.notFound("There is no case " + caseId);
    }
}
