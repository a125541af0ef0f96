package org.rollcall.appeals.appeal;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.appeal.Evidence.Piece;
import org.rollcall.appeals.appeal.Recorder.Deed;
import org.rollcall.appeals.appeal.Recorder.Subject;
import org.rollcall.appeals.heard.Decisions;
import org.rollcall.appeals.heard.Decisions.FacultyDecision;
import org.rollcall.appeals.life.AppealState;
import org.rollcall.appeals.life.AppealState.Acceptance;
import org.rollcall.appeals.life.AppealState.ReceivedInTime;
import org.rollcall.appeals.life.AppealState.ReceivedLate;
import org.rollcall.appeals.life.AppealState.UnderInvestigation;
import org.rollcall.appeals.life.Brief;
import org.rollcall.appeals.life.Completion;
import org.rollcall.appeals.life.Ground;
import org.rollcall.appeals.life.Outcome;
import org.rollcall.appeals.life.PersonId;
import org.rollcall.appeals.life.Reason;
import org.rollcall.appeals.life.Receipt;
import org.rollcall.appeals.life.Refusal;
import org.rollcall.appeals.life.Ruling;
import org.rollcall.appeals.life.Step;
import org.rollcall.appeals.life.Window;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.AppealEvent;

/** What can be done about appeals. Each call is one transaction: the state, its history and what is told go together. */
@ApplicationScoped
public class Appeals {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private final Decisions decisions;
    private final Dossiers dossiers;
    private final Evidence evidence;
    private final Days days;
    private final Recorder recorder;
    private final Texts texts;
    private final Ids ids;
    private final InstantSource clock;
    private final DataSource database;

    Appeals(
            Decisions decisions,
            Dossiers dossiers,
            Evidence evidence,
            Days days,
            Recorder recorder,
            Texts texts,
            Ids ids,
            InstantSource clock,
            DataSource database) {
        this.decisions = decisions;
        this.dossiers = dossiers;
        this.evidence = evidence;
        this.days = days;
        this.recorder = recorder;
        this.texts = texts;
        this.ids = ids;
        this.clock = clock;
        this.database = database;
    }

    /**
     * An appeal as it reached the university.
     *
     * @param by the student, or who registered it
     * @param cause the request or mail that brought it
     */
    public record Filing(
            String decisionId,
            Receipt receipt,
            Set<Ground> grounds,
            String statement,
            List<Piece> pieces,
            String by,
            String cause) {

        public Filing {
            grounds = Set.copyOf(grounds);
            pieces = List.copyOf(pieces);
        }
    }

    /** What became of a filing. */
    public sealed interface Filed {

        /** There is an appeal now. */
        record Received(String appealId) implements Filed {}

        /** There was one already: one appeal per decision. */
        record AlreadyAppealed(String appealId) implements Filed {}

        /** No decision of this id was heard of. */
        record NoSuchDecision() implements Filed {}

        /** The Faculty decided that the student continues. */
        record NothingToAppeal() implements Filed {}
    }

    /** What became of something that a person wanted to do about an appeal. */
    public sealed interface Done {

        /** It is done. */
        record Yes() implements Done {}

        /** It is not. */
        record Refused(Refusal why) implements Done {}

        /** There is no such appeal. */
        record NoSuchAppeal() implements Done {}
    }

    /** Takes an appeal in, and acknowledges it at once (appeal 3). */
    @Transactional
    public Filed file(Filing filing) {
        var decision = decisions.find(filing.decisionId()).orElse(null);
        if (decision == null) {
            return new Filed.NoSuchDecision();
        }
        if (!decision.withdraw()) {
            return new Filed.NothingToAppeal();
        }
        var appealId = ids.next().toString();
        if (!insert(appealId, decision, filing)) {
            return new Filed.AlreadyAppealed(ofDecision(filing.decisionId()).orElseThrow());
        }
        var row = AppealRow.of(appealId).orElseThrow();
        var subject = Subject.of(row);
        var now = clock.instant();
        evidence.add(appealId, filing.pieces(), filing.by(), now);
        recorder.tell(
                subject,
                new Deed(
                        "APPEAL_RECEIVED",
                        filing.decisionId(),
                        filing.receipt().channel() + (row.late ? " LATE" : ""),
                        filing.by(),
                        now,
                        filing.cause()),
                occurredAt(filing.receipt()),
                AppealEvent.AppealReceived::new);
        recorder.tell(
                subject,
                new Deed("APPEAL_ACKNOWLEDGED", null, row.target.toString(), recorder.service(), now, filing.cause()),
                now,
                AppealEvent.AppealAcknowledged::new);
        return new Filed.Received(appealId);
    }

    /** Of post the day is known: it was there when the day began, so that whoever counts from it counts the same days. */
    private static Instant occurredAt(Receipt receipt) {
        return switch (receipt) {
            case Receipt.At at -> at.instant();
            case Receipt.On on -> AcademicCalendar.startOf(on.day());
        };
    }

    /** The database allows one appeal per decision: of two that arrive at the same moment, one is the first. */
    private boolean insert(String appealId, FacultyDecision decision, Filing filing) {
        var receipt = filing.receipt();
        var window = days.toAppeal(decision.notifiedOn(), decision.appealDeadline());
        var toConsider = days.toConsider(receipt.day());
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO appeals (appeal_id, decision_id, case_id, student_id, channel, received_at, received_on,
                            registered_by, registered_at, late, time_to_appeal, time_to_consider, target, grounds,
                            statement, state)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (decision_id) DO NOTHING
                        """)) {
            insert.setString(1, appealId);
            insert.setString(2, decision.decisionId());
            insert.setString(3, decision.caseId());
            insert.setString(4, decision.studentId());
            insert.setString(5, receipt.channel().name());
            insert.setObject(6, receipt instanceof Receipt.At at ? Sql.timestamp(at.instant()) : null);
            insert.setObject(7, receipt.day());
            insert.setString(8, filing.by());
            insert.setObject(9, Sql.timestamp(clock.instant()));
            insert.setBoolean(10, window.isLate(receipt));
            insert.setString(11, texts.write(window));
            insert.setString(12, texts.write(toConsider));
            insert.setObject(13, toConsider.lastDay());
            insert.setArray(
                    14,
                    Columns.texts(connection, filing.grounds().stream().sorted().toList(), Ground::name));
            insert.setBytes(15, texts.seal(appealId, AppealRow.STATEMENT, filing.statement()));
            insert.setString(16, StateName.Received.name());
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The appeal against a decision. */
    @Transactional
    public Optional<String> ofDecision(String decisionId) {
        return AppealRow.<AppealRow>find("decisionId", decisionId)
                .firstResultOptional()
                .map(row -> row.appealId);
    }

    /** What became of added evidence. */
    public sealed interface Added {

        /** It is kept; the number of the first piece. */
        record As(int number) implements Added {}

        /** The appeal has ended. */
        record TooLate() implements Added {}

        /** It is more than an appeal may hold. */
        record TooMuch() implements Added {}

        /** There is no such appeal. */
        record NoSuchAppeal() implements Added {}
    }

    /** Adds evidence to an open appeal, all pieces or none. */
    @Transactional
    public Added addEvidence(String appealId, List<Piece> pieces, String by, String cause) {
        var row = AppealRow.locked(appealId).orElse(null);
        if (row == null) {
            return new Added.NoSuchAppeal();
        }
        if (StateName.valueOf(row.state).isEnd()) {
            return new Added.TooLate();
        }
        var more = pieces.stream()
                .filter(piece -> piece.content() != null)
                .mapToLong(Piece::size)
                .sum();
        if (evidence.bytesOf(appealId) + more > Evidence.MOST_BYTES
                || evidence.list(appealId).size() + pieces.size() > Evidence.MOST_PIECES) {
            return new Added.TooMuch();
        }
        var number = evidence.add(appealId, pieces, by, clock.instant());
        recorder.note(
                appealId,
                new Deed(
                        "EVIDENCE_ADDED",
                        null,
                        "%d to %d".formatted(number, number + pieces.size() - 1),
                        by,
                        clock.instant(),
                        cause));
        return new Added.As(number);
    }

    /**
     * Somebody takes the investigation up, or takes it over.
     *
     * @param because why a late appeal is accepted; null for one that is not late
     */
    @Transactional
    public Done investigate(
            String appealId, PersonId investigator, PersonId by, @Nullable Reason because, String cause) {
        var row = AppealRow.locked(appealId).orElse(null);
        if (row == null) {
            return new Done.NoSuchAppeal();
        }
        var deeds = dossiers.deeds(row.studentId, row.caseId);
        Step<UnderInvestigation> step = switch (row.toState(texts)) {
            case ReceivedInTime received -> received.investigate(investigator, deeds);
            case ReceivedLate late ->
                because == null
                        ? new Step.Refused<>(new Refusal.LateNeedsReason())
                        : late.acceptAndInvestigate(investigator, new Acceptance(by, because), deeds);
            case UnderInvestigation under -> under.handOver(investigator, deeds);
            case AppealState.Ended ended -> new Step.Refused<>(new Refusal.AlreadyEnded());
        };
        return switch (step) {
            case Step.Refused<UnderInvestigation>(var why) -> new Done.Refused(why);
            case Step.Taken<UnderInvestigation>(var next) -> {
                var handedOver = row.investigator != null;
                if (row.investigator != null && new PersonId(row.investigator).equals(investigator)) {
                    // Said again: nothing happens twice.
                    yield new Done.Yes();
                }
                var now = clock.instant();
                if (row.late && !handedOver && because != null) {
                    row.acceptedThoughLate(by, because, texts);
                    recorder.note(appealId, new Deed("ACCEPTED_THOUGH_LATE", null, null, by.value(), now, cause));
                }
                row.take(next);
                recorder.tell(
                        Subject.of(row),
                        new Deed(
                                handedOver ? "INVESTIGATION_HANDED_OVER" : "INVESTIGATION_STARTED",
                                investigator.value(),
                                null,
                                by.value(),
                                now,
                                cause),
                        now,
                        AppealEvent.InvestigationStarted::new);
                yield new Done.Yes();
            }
        };
    }

    /** A person rejects an appeal because it is late (appeal 1). */
    @Transactional
    public Done rejectAsLate(String appealId, PersonId by, Reason because, String cause) {
        var row = AppealRow.locked(appealId).orElse(null);
        if (row == null) {
            return new Done.NoSuchAppeal();
        }
        var deeds = dossiers.deeds(row.studentId, row.caseId);
        var step = switch (row.toState(texts)) {
            case ReceivedLate late -> late.reject(by, because, deeds);
            case ReceivedInTime received -> refused(new Refusal.NotLate());
            case UnderInvestigation accepted -> refused(new Refusal.NotLate());
            case AppealState.Ended ended -> refused(new Refusal.AlreadyEnded());
        };
        return end(row, step, () -> {}, cause, AppealEvent.AppealRejectedAsLate::new);
    }

    /** A person decides (appeal 4). The dossier is frozen as they knew it. */
    @Transactional
    public Done decide(String appealId, Outcome outcome, Ruling ruling, String cause) {
        var row = AppealRow.locked(appealId).orElse(null);
        if (row == null) {
            return new Done.NoSuchAppeal();
        }
        var state = row.toState(texts);
        if (!(state instanceof UnderInvestigation investigated)) {
            return new Done.Refused(
                    state instanceof AppealState.Ended ? new Refusal.AlreadyEnded() : new Refusal.NotInvestigated());
        }
        var deeds = dossiers.deeds(row.studentId, row.caseId);
        var dossier = dossiers.derive(row.studentId, row.decisionId, clock.instant());
        var brief = new Brief(row.groundsStated(), dossier.openLines());
        Runnable freeze = () -> {
            row.ruling = texts.seal(appealId, AppealRow.RULING, texts.write(RulingText.from(ruling)));
            row.dossier = texts.write(DossierView.from(row.appealId, row.studentId, dossier));
        };
        return switch (outcome) {
            case UPHELD ->
                end(row, investigated.uphold(ruling, brief, deeds), freeze, cause, AppealEvent.AppealUpheld::new);
            case NOT_UPHELD ->
                end(row, investigated.dismiss(ruling, brief, deeds), freeze, cause, AppealEvent.AppealNotUpheld::new);
            case REJECTED_AS_LATE -> throw new IllegalArgumentException("What is investigated is not late any more");
        };
    }

    private static Step<AppealState.RejectedAsLate> refused(Refusal why) {
        return new Step.Refused<>(why);
    }

    private <S extends AppealState.Ended> Done end(
            AppealRow row, Step<S> step, Runnable freeze, String cause, Recorder.Telling telling) {
        return switch (step) {
            case Step.Refused<S>(var why) -> new Done.Refused(why);
            case Step.Taken<S>(var end) -> {
                var now = clock.instant();
                freeze.run();
                row.take(end, now, AcademicCalendar.dayOf(now), texts);
                recorder.tell(
                        Subject.of(row),
                        new Deed(
                                end.outcome().name(),
                                row.decisionId,
                                row.groundsStated().stream().map(Ground::name).collect(joining(" ")),
                                end.by().value(),
                                now,
                                cause),
                        now,
                        telling);
                yield new Done.Yes();
            }
        };
    }

    /**
     * An appeal that has ended, as its letter tells of it.
     *
     * @param issues each ground with what was found about it
     */
    public record EndedAppeal(
            Subject subject,
            LocalDate facultyDecidedOn,
            LocalDate receivedOn,
            List<Completion.Issue> issues,
            Outcome outcome,
            LocalDate decidedOn,
            String reasons) {

        public EndedAppeal {
            issues = List.copyOf(issues);
        }
    }

    /** An appeal that has ended; an exception for one that has not. */
    @Transactional
    public EndedAppeal ended(String appealId) {
        var row = AppealRow.of(appealId).orElseThrow();
        if (!(row.toState(texts) instanceof AppealState.Ended end) || row.decidedOn == null) {
            throw new IllegalStateException("The appeal " + appealId + " has not ended");
        }
        return new EndedAppeal(
                Subject.of(row),
                decisions.find(row.decisionId).orElseThrow().decidedOn(),
                row.receivedOn,
                issues(row, end),
                end.outcome(),
                row.decidedOn,
                end.reasons().text());
    }

    private List<Completion.Issue> issues(AppealRow row, AppealState.Ended end) {
        return switch (end) {
            case AppealState.Upheld(var ruling) -> issues(ruling);
            case AppealState.NotUpheld(var ruling) -> issues(ruling);
            case AppealState.RejectedAsLate rejected -> {
                var window = texts.read(row.timeToAppeal, Window.class);
                yield List.of(new Completion.Issue(
                        "Whether the appeal was submitted in time",
                        "The last day to appeal was %s; your appeal was received on %s."
                                .formatted(DAY.format(window.lastDay()), DAY.format(row.receivedOn))));
            }
        };
    }

    private static List<Completion.Issue> issues(Ruling ruling) {
        return ruling.findings().stream()
                .map(finding -> new Completion.Issue(
                        finding.ground().words(),
                        "It was found that due process was %s. %s"
                                .formatted(
                                        finding.dueProcessFollowed() ? "followed" : "not followed",
                                        finding.because().text())))
                .toList();
    }

    /** Whose appeal it is; empty when there is none. */
    @Transactional
    public Optional<String> studentOf(String appealId) {
        return AppealRow.of(appealId).map(row -> row.studentId);
    }

    /** The day of today in London. */
    LocalDate today() {
        return AcademicCalendar.dayOf(clock.instant());
    }
}
