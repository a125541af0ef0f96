package org.rollcall.appeals.appeal;

import org.rollcall.chassis.person.Person;

/** Who sees what concerns an appeal: the student, and Registry Services. */
public final class Readers {

    private Readers() {}

    public static boolean include(Person person, String studentId) {
        return person.bounds().all() || person.isStudent(studentId);
    }
}
