package org.rollcall.campus;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes the students: each has a name, an address, a card, and a way to live the weeks. */
final class Enrolment {

    /** The policy's scope ends here: whoever is beyond it lives as most do. */
    private static final int HIGHEST_ASSESSED_LEVEL = 7;

    private static final int CARDS = 10_000_000;

    private final Plan plan;
    private final RandomGenerator random;
    private final Map<String, Integer> addresses = new HashMap<>();
    private final Set<String> cards = new HashSet<>();

    Enrolment(Plan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    List<Student> students() {
        List<Behaviour> behaviours = behaviours();
        List<Student> students = new ArrayList<>();
        int assessed = 0;
        for (Programme programme : plan.programmes()) {
            for (Map.Entry<Integer, Integer> cohort : programme.cohorts().entrySet()) {
                for (int i = 0; i < cohort.getValue(); i++) {
                    Behaviour behaviour =
                            cohort.getKey() > HIGHEST_ASSESSED_LEVEL ? usual() : behaviours.get(assessed++);
                    students.add(student(students.size() + 1, programme, cohort.getKey(), behaviour));
                }
            }
        }
        return students;
    }

    /** One for each student who is assessed, in no order. */
    private List<Behaviour> behaviours() {
        int assessed = plan.programmes().stream()
                .flatMap(programme -> programme.cohorts().headMap(HIGHEST_ASSESSED_LEVEL + 1).values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        List<Behaviour> behaviours = new ArrayList<>();
        for (Behaviour behaviour : plan.behaviours()) {
            int number = behaviour.students() == null ? assessed - behaviours.size() : behaviour.students();
            for (int i = 0; i < number; i++) {
                behaviours.add(random.nextInt(behaviours.size() + 1), behaviour);
            }
        }
        return behaviours;
    }

    private Behaviour usual() {
        return plan.behaviours().getLast();
    }

    private Student student(int number, Programme programme, int level, Behaviour behaviour) {
        String given = pick(plan.names().given());
        String family = pick(plan.names().family());
        return new Student(
                "S27%05d".formatted(number),
                given,
                family,
                address(given, family),
                programme,
                level,
                card(),
                behaviour);
    }

    /** The second of a name gets a number. */
    private String address(String given, String family) {
        String name = (given.charAt(0) + "." + family).toLowerCase(Locale.ROOT);
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("[^a-z.]", "");
        int bearers = addresses.merge(ascii, 1, Integer::sum);
        return ascii + (bearers == 1 ? "" : bearers) + "@student.example.ac.uk";
    }

    private String card() {
        String card;
        do {
            card = "%010d".formatted(random.nextInt(CARDS));
        } while (!cards.add(card));
        return card;
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
