package org.rollcall.notification.wording;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rollcall.notification.Interview;
import org.rollcall.notification.Raise;
import org.rollcall.notification.life.Mailing;
import org.rollcall.notification.life.Recipient;
import org.rollcall.notification.life.Template;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Student;

/**
 * A letter to look at: the example of each template, what the examples leave out, and every template once more with names
 * that letters are not usually made for.
 *
 * @param name as a file is called
 * @param isShown whether the docs show it
 */
record Sample(String name, boolean isShown, Matter matter) {

    private static final String BA_HIST = "BA-HIST";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 3);

    /** Somebody, and who teaches them what. */
    private record Named(String what, Student student, Programme programme) {}

    private static final List<Named> NAMES = List.of(
            named("right-to-left", "عمر", "الفاروق بن عبد الله", "تاریخ و سیاست", "פרופ׳ מרים כהן"),
            named("han", "丽娜", "欧阳", "歷史與政治", "王小明 教授"),
            named(
                    "long",
                    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschafers",
                    "Wessenschafewarenwohlgepflegeundsorgfaltigkeitbeschutzenvonangreifendurch",
                    "BSc (Hons) Computer Science with Artificial Intelligence, a Modern Foreign Language, a Sandwich Year and a Foundation Year",
                    "Professor Dame Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"));

    private static Named named(String what, String givenName, String familyName, String title, String leader) {
        return new Named(
                what,
                new Student("S1000001", givenName, familyName, "s1000001@student.example.ac.uk", BA_HIST),
                new Programme(BA_HIST, title, leader, "leader@example.ac.uk", "office@example.ac.uk"));
    }

    static List<Sample> all() {
        var samples = new ArrayList<Sample>();
        for (var template : Template.values()) {
            samples.add(new Sample(template.label(), true, Examples.of(template)));
        }
        samples.addAll(besides());
        for (var named : NAMES) {
            for (var template : Template.values()) {
                samples.add(new Sample(
                        template.label() + "-" + named.what(),
                        template == Template.CIRCUMSTANCES || template == Template.SEND_APPOINTMENT,
                        with(Examples.of(template), named)));
            }
        }
        return List.copyOf(samples);
    }

    private static List<Sample> besides() {
        var unknown = Examples.of(Template.CIRCUMSTANCES).student();
        var programme = Examples.of(Template.CIRCUMSTANCES).programme();
        var online = Interview.of("S1000001").online("https://meet.example.ac.uk/" + "very-long-".repeat(12) + "room");
        return Stream.of(
                        new Matter(
                                new Mailing(Template.CIRCUMSTANCES, Recipient.STUDENT),
                                Raise.contact("S1000001", "one-week").reached(),
                                unknown,
                                programme,
                                null,
                                List.of(),
                                TODAY),
                        new Matter(
                                new Mailing(Template.SEND_APPOINTMENT, Recipient.PROGRAMME_LEADER),
                                Raise.interview("S1000001", "four-weeks").reached(),
                                unknown,
                                programme,
                                null,
                                List.of(),
                                TODAY),
                        new Matter(
                                new Mailing(Template.APPOINTMENT_COPY, Recipient.INTERVIEWER),
                                online.scheduled(),
                                unknown,
                                programme,
                                null,
                                List.of(),
                                TODAY),
                        new Matter(
                                new Mailing(Template.APPOINTMENT, Recipient.STUDENT),
                                online.scheduled(),
                                unknown,
                                programme,
                                null,
                                List.of(),
                                TODAY))
                .map(matter -> new Sample(
                        "%s-%s-besides"
                                .formatted(
                                        matter.mailing().template().label(),
                                        matter.mailing().recipient().name().toLowerCase(Locale.ROOT)),
                        false,
                        matter))
                .toList();
    }

    private static Matter with(Matter matter, Named named) {
        return new Matter(
                matter.mailing(),
                matter.event(),
                named.student(),
                named.programme(),
                matter.corrected(),
                matter.missed(),
                matter.today());
    }
}
