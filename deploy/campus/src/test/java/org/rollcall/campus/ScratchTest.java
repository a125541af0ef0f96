package org.rollcall.campus;

import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void print() {
        for (long seed : new long[] {2027, 1, 2, 3}) {
            Campus c = Campus.of(seed);
            Account a = c.expectation();
            System.out.println("seed " + seed + " students " + c.students().size() + " ref " + c.reference().size());
            System.out.println(a.swipes());
            System.out.println(Account.counts(a.attendance()));
            System.out.println(Account.counts(a.weeks()));
            System.out.println("" + a.raises().entrySet().stream().collect(Collectors.groupingBy(e -> e.getKey().step() + " " + e.getValue(), TreeMap::new, Collectors.counting())));
            System.out.println("" + a.mails().keySet().stream().collect(Collectors.groupingBy(m -> m.template(), TreeMap::new, Collectors.counting())) + " dup " + a.mails().values().stream().filter(i -> i > 1).count());
            System.out.println(Account.counts(a.cases()));
            if (seed == 2027) {
                for (Student s : c.enrolled()) {
                    String w = a.weeks().entrySet().stream().filter(e -> e.getKey().studentId().equals(s.id())).map(e -> e.getValue().name().substring(0, e.getValue().name().startsWith("E") ? 1 : 1)).collect(Collectors.joining());
                    String r = a.raises().entrySet().stream().filter(e -> e.getKey().studentId().equals(s.id())).map(e -> e.getKey().asOfWeek() + " " + e.getKey().step() + (e.getValue() == Account.Standing.LIVE ? "" : " X")).collect(Collectors.joining(", "));
                    if (!s.behaviour().name().equals("steady") || !r.isEmpty() || s.programme().code().equals("MSC-DS"))
                        System.out.println(s.id() + " " + s.programme().code() + " " + s.level() + " " + s.behaviour().name() + " " + w + " " + r + " " + a.cases().getOrDefault(s.id(), ""));
                }
                for (Week wk : c.weeks()) System.out.println(wk.number() + " " + wk.monday() + " " + wk.remark() + " " + wk.days().stream().map(d -> "" + d.lines().size()).toList());
                c.reference().stream().limit(3).forEach(l -> System.out.println(l.json()));
                c.reference().stream().filter(l -> l.topic().startsWith("timet")).limit(2).forEach(l -> System.out.println(l.json()));
                c.weeks().getFirst().days().getFirst().lines().stream().limit(3).forEach(l -> System.out.println(l.json()));
                c.weeks().stream().flatMap(w -> w.days().stream()).flatMap(d -> d.lines().stream()).filter(l -> l.value().isTextual()).limit(8).forEach(l -> System.out.println(l.json()));
            }
        }
    }
}
