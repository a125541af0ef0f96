package org.rollcall.campus;

import static org.rollcall.contracts.WeekAssessed.Outcome.ATTENDED;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollcall.campus.Account.Mail;
import org.rollcall.campus.Account.Raise;
import org.rollcall.campus.Account.Standing;
import org.rollcall.campus.Ladder.Action;
import org.rollcall.campus.Ladder.Changes;
import org.rollcall.campus.Ladder.Raised;
import org.rollcall.contracts.WeekAssessed.Outcome;

/** Writes the letters and keeps the case files, as far as nobody needs to decide anything. */
final class CaseDesk {

    private static final String CONTACTED = "Contacted";
    private static final String INTERVIEW_REQUIRED = "InterviewRequired";

    private final SortedMap<Raise, Standing> raises = new TreeMap<>();
    private final SortedMap<Mail, Integer> mails = new TreeMap<>();
    private final Map<String, Case> open = new TreeMap<>();

    private static final class Case {

        private String state = CONTACTED;
        private final Set<Raised> restsOn = new HashSet<>();

        /** The week of the latest step that it rests on. */
        private LocalDate latest() {
            return restsOn.stream()
                    .map(raise -> raise.asOf)
                    .max(LocalDate::compareTo)
                    .orElseThrow();
        }
    }

    /** Takes up what an assessment changed, with all that is known of the closed weeks. */
    void take(Student student, Changes changes, SortedMap<LocalDate, Outcome> weeks) {
        changes.rescinded().forEach(raise -> rescinded(student, raise));
        changes.raised().forEach(raise -> raised(student, raise));
        Case file = open.get(student.id());
        if (file != null && file.state.equals(CONTACTED) && attendedAfter(file.latest(), weeks)) {
            open.remove(student.id());
        }
    }

    private void raised(Student student, Raised raise) {
        raises.put(named(student, raise), Standing.LIVE);
        Case file = open.computeIfAbsent(student.id(), id -> new Case());
        file.restsOn.add(raise);
        if (raise.step.action() == Action.INTERVIEW) {
            file.state = INTERVIEW_REQUIRED;
            write(student, "interview-required", student.email());
            write(student, "send-appointment", student.programme().leaderEmail());
            write(student, "send-appointment", student.programme().adminOfficeEmail());
        } else {
            write(student, "circumstances", student.email());
        }
    }

    /** A case that rests on it alone is closed; nobody has acted in any. */
    private void rescinded(Student student, Raised raise) {
        raises.put(named(student, raise), Standing.RESCINDED);
        write(student, "correction", student.email());
        Case file = open.get(student.id());
        if (file != null && file.restsOn.remove(raise) && file.restsOn.isEmpty()) {
            open.remove(student.id());
        }
    }

    private static boolean attendedAfter(LocalDate week, SortedMap<LocalDate, Outcome> weeks) {
        return weeks.tailMap(week.plusDays(1)).containsValue(ATTENDED);
    }

    private void write(Student student, String template, String to) {
        mails.merge(new Mail(student.id(), template, to), 1, Integer::sum);
    }

    private static Raise named(Student student, Raised raise) {
        return new Raise(student.id(), raise.asOf, raise.step.name());
    }

    SortedMap<Raise, Standing> raises() {
        return raises;
    }

    SortedMap<Mail, Integer> mails() {
        return mails;
    }

    SortedMap<String, String> openCases() {
        SortedMap<String, String> states = new TreeMap<>();
        open.forEach((student, file) -> states.put(student, file.state));
        return states;
    }
}
