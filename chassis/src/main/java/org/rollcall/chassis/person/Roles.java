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

    /** All but students and systems. */
    public static final Set<String> STAFF =
            Set.of(PROGRAMME_LEADER, FACULTY_ADMIN, REGISTRY, COMPLIANCE, ADMINISTRATOR);

    private Roles() {}
}
