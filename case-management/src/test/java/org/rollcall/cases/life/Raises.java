package org.rollcall.cases.life;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Threshold.Action;
import org.rollcall.cases.life.Threshold.Rescission;

/** Thresholds as of the weeks of an autumn, which are numbered from 1. */
final class Raises {

    static final String YEAR = "2026/27";

    private static final LocalDate WEEK_1 = LocalDate.parse("2026-09-28");
    private static final Instant RAISED_AT = Instant.parse("2026-10-07T00:00:00Z");

    private Raises() {}

    static LocalDate week(int number) {
        return WEEK_1.plusWeeks(number - 1L);
    }

    static int number(LocalDate week) {
        return (int) (WEEK_1.datesUntil(week).count() / 7) + 1;
    }

    static Threshold contact(int week) {
        return raise("contact", Action.CONTACT, YEAR, week);
    }

    static Threshold interview(int week) {
        return raise("interview", Action.INTERVIEW, YEAR, week);
    }

    static Threshold contactOf(String academicYear, int week) {
        return raise("contact", Action.CONTACT, academicYear, week);
    }

    /** As contact, with all the weeks that it counted as missed. */
    static Threshold contactCounting(Integer... missedWeeks) {
        var weeks = List.of(missedWeeks).stream().map(Raises::week).toList();
        return copy(contact(missedWeeks[missedWeeks.length - 1]), "BSC-CS", weeks, 1, null);
    }

    static Threshold inProgramme(String programme, Threshold raise) {
        return copy(raise, programme, raise.missedWeeks(), raise.revision(), raise.rescission());
    }

    static Threshold rescinded(Threshold live) {
        return revised(live, new Rescission(RAISED_AT, "ATTENDANCE_CORRECTED"));
    }

    static Threshold reinstated(Threshold rescinded) {
        return revised(rescinded, null);
    }

    static String eventId(Threshold raise) {
        return raise.id().value() + " revision " + raise.revision();
    }

    private static Threshold raise(String step, Action action, String academicYear, int week) {
        return new Threshold(
                new ThresholdId(step + " " + week),
                "BSC-CS",
                academicYear,
                step,
                "4",
                action,
                week(week),
                List.of(week(week)),
                RAISED_AT,
                1,
                null);
    }

    private static Threshold revised(Threshold known, @Nullable Rescission rescission) {
        return copy(known, known.programmeCode(), known.missedWeeks(), known.revision() + 1, rescission);
    }

    private static Threshold copy(
            Threshold raise,
            String programme,
            List<LocalDate> missedWeeks,
            int revision,
            @Nullable Rescission rescission) {
        return new Threshold(
                raise.id(),
                programme,
                raise.academicYear(),
                raise.step(),
                raise.clause(),
                raise.action(),
                raise.asOfWeek(),
                missedWeeks,
                raise.raisedAt(),
                revision,
                rescission);
    }
}
