package org.rollcall.appeals.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Days and moments as people read them, Europe/London. */
final class Words {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK);

    private Words() {}

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String moment(Instant instant) {
        return MOMENT.format(instant.atZone(LONDON));
    }

    static String moment(Fact fact) {
        return moment(fact.source().at());
    }

    /** "the weeks of 5, 12 and 19 October" would be shorter; this can be searched for. */
    static String weeks(List<LocalDate> mondays) {
        var days = mondays.stream().sorted().map(Words::day).toList();
        return days.size() == 1
                ? "the week of " + days.getFirst()
                : "the weeks of "
                        + days.subList(0, days.size() - 1).stream().collect(Collectors.joining(", "))
                        + " and "
                        + days.getLast();
    }

    static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.UK) + sentence.substring(1);
    }
}
