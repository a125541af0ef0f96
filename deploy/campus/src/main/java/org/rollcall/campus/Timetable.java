package org.rollcall.campus;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.rollcall.campus.Module.Teaching;

/** Makes the sessions of all weeks, in the order of time. */
final class Timetable {

    private final Calendar calendar;

    Timetable(Calendar calendar) {
        this.calendar = calendar;
    }

    List<Session> sessions(List<Module> modules, List<Student> students) {
        List<Session> sessions = new ArrayList<>();
        for (Module module : modules) {
            List<Student> cohort = students.stream().filter(module::isFor).toList();
            for (Teaching teaching : module.teaching()) {
                for (int week = 1; week <= calendar.weeks(); week++) {
                    sessions.addAll(sessions(module, teaching, week, cohort));
                }
            }
        }
        sessions.sort(Comparator.comparing(Session::startsAt).thenComparing(Session::id));
        return sessions;
    }

    private List<Session> sessions(Module module, Teaching teaching, int week, List<Student> cohort) {
        LocalDate date = calendar.monday(week).plusDays(teaching.day().ordinal());
        if (!calendar.isTaught(date) || !teaching.takesPlaceIn(week)) {
            return List.of();
        }
        return IntStream.range(0, teaching.groups())
                .mapToObj(group -> session(module, teaching, week, date, group, cohort))
                .toList();
    }

    private static Session session(
            Module module, Teaching teaching, int week, LocalDate date, int group, List<Student> cohort) {
        LocalTime start = teaching.at().plusMinutes((long) group * teaching.minutes());
        String kind = teaching.activity().name().substring(0, 1);
        return new Session(
                "%s-%s-%s%s".formatted(module.code(), kind, date, teaching.groups() == 1 ? "" : "-G" + (group + 1)),
                module,
                teaching.activity(),
                week,
                Calendar.at(date, start),
                Calendar.at(date, start.plusMinutes(teaching.minutes())),
                teaching.room(),
                group(cohort, group, teaching.groups()));
    }

    private static List<Student> group(List<Student> cohort, int group, int groups) {
        return IntStream.range(0, cohort.size())
                .filter(i -> i % groups == group)
                .mapToObj(cohort::get)
                .toList();
    }
}
