package org.rollcall.benchmarks.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.assessment.Assessor;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.assessment.Days;
import org.rollcall.engagement.assessment.Enrolment;
import org.rollcall.engagement.assessment.History;
import org.rollcall.engagement.assessment.Raise;
import org.rollcall.engagement.assessment.Session;
import org.rollcall.engagement.assessment.Session.Status;
import org.rollcall.engagement.policy.Policies;

/** Seeded students with so many weeks behind them, and what was raised for them before the last of these. */
final class Lives {

    private static final int SESSIONS_A_WEEK = 10;

    private Lives() {}

    /** A student as the last week closes. */
    record Life(History history, List<Raise.Live> raises, ClosedWeeks closed) {

        int weeks() {
            return closed.weeks().size();
        }
    }

    static ClosedWeeks closedWeeks(int weeks) {
        return ClosedWeeks.between(University.WEEK_1, University.monday(weeks));
    }

    static List<Life> some(int count, int weeks, Policies policies) {
        var lives = new ArrayList<Life>();
        var closed = closedWeeks(weeks);
        for (var seed = 0; seed < count; seed++) {
            var history = history(new Random(seed), weeks);
            var raises =
                    weeks == 1 ? List.<Raise.Live>of() : Assessor.relive(history, policies, closedWeeks(weeks - 1));
            lives.add(new Life(history, raises, closed));
        }
        return lives;
    }

    private static History history(Random random, int weeks) {
        var sessions = new ArrayList<Session>();
        var absences = new ArrayList<Days>();
        for (var week = 1; week <= weeks; week++) {
            var monday = University.monday(week);
            var status = random.nextInt(3) > 0 ? Status.ABSENT : random.nextInt(4) == 0 ? Status.UNRECORDED : null;
            if (random.nextInt(12) == 0) {
                absences.add(new Days(monday, monday.plusDays(6)));
            }
            if (random.nextInt(12) > 0) {
                sessions.addAll(week(random, week, status));
            }
        }
        var enrolled = new Enrolment(Enrolment.Status.ENROLLED, new Days(LocalDate.of(2026, 9, 14), null));
        return new History("BSC-CS", 5, List.of(enrolled), absences, sessions);
    }

    private static List<Session> week(Random random, int week, @Nullable Status all) {
        var sessions = new ArrayList<Session>();
        for (var session = 0; session < SESSIONS_A_WEEK; session++) {
            var status = all != null ? all : random.nextInt(3) == 0 ? Status.ABSENT : Status.PRESENT;
            sessions.add(new Session("S" + week + "-" + session, University.startOf(week, session), true, status, 1));
        }
        return sessions;
    }
}
