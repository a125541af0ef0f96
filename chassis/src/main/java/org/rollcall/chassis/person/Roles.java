package org.rollcall.chassis.person;

import java.util.Set;

/** The suite's roles, as tokens carry them. */
public final class Roles {

    public static final String STUDENT = "student";
    public static final String PROGRAMME_LEADER = "programme-leader";
    public static final String FACULTY_ADMIN = "faculty-admin";
    public static final String REGISTRY = "registry";
    public static final String COMPLIANCE = "compliance";
    public static final String ADMINISTRATOR = "administrator";

    /** Systems that bring in what was taken elsewhere: timetabling, card readers, tutors' apps. */
    public static final String TIMETABLING = "timetabling";

    /** The service that sends e-mails, for the two documents that it attaches. */
    public static final String MAILER = "mailer";

    /**
     * Everyone but students and systems. No token carries this one: whoever has one of the roles that it stands for is
     * {@linkplain RolesOfToken given} it.
     */
    public static final String STAFF = "staff";

    /** Whom {@link #STAFF} stands for. */
    static final Set<String> OF_STAFF = Set.of(PROGRAMME_LEADER, FACULTY_ADMIN, REGISTRY, COMPLIANCE, ADMINISTRATOR);

    static final Set<String> OF_OTHERS = Set.of(STUDENT, TIMETABLING, MAILER);

    /** Those who work for the whole university, and systems, which are open to little. */
    static final Set<String> UNBOUND = Set.of(REGISTRY, COMPLIANCE, ADMINISTRATOR, TIMETABLING, MAILER);

    private Roles() {}
}
