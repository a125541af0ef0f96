package org.rollcall.contracts;

import static org.rollcall.contracts.Topics.ABSENCES;
import static org.rollcall.contracts.Topics.APPEALS;
import static org.rollcall.contracts.Topics.CARDS;
import static org.rollcall.contracts.Topics.CASES;
import static org.rollcall.contracts.Topics.NOTIFICATIONS;
import static org.rollcall.contracts.Topics.PROGRAMMES;
import static org.rollcall.contracts.Topics.RECORDS;
import static org.rollcall.contracts.Topics.REGISTERS;
import static org.rollcall.contracts.Topics.REJECTIONS;
import static org.rollcall.contracts.Topics.SESSIONS;
import static org.rollcall.contracts.Topics.STUDENTS;
import static org.rollcall.contracts.Topics.SWIPES;
import static org.rollcall.contracts.Topics.THRESHOLDS;
import static org.rollcall.contracts.Topics.WEEKS;

import java.util.List;
import java.util.Set;

/** Everyone who reads or writes the topics, and which: the least that a secured broker has to allow. */
public final class Principals {

    /** Writes what it reads, too: what it could not use is put back when somebody asks for it, and REST fills the same topics. */
    public static final Principal ATTENDANCE_INGEST = new Principal(
            "attendance-ingest",
            Set.of(STUDENTS, PROGRAMMES, CARDS, SESSIONS, SWIPES, REGISTERS, CASES, APPEALS),
            Set.of(STUDENTS, PROGRAMMES, CARDS, SESSIONS, SWIPES, REGISTERS, RECORDS, REJECTIONS));

    public static final Principal ENGAGEMENT_RULES = new Principal(
            "engagement-rules",
            Set.of(STUDENTS, PROGRAMMES, RECORDS, ABSENCES, NOTIFICATIONS, CASES, APPEALS),
            Set.of(WEEKS, THRESHOLDS));

    public static final Principal CASE_MANAGEMENT = new Principal(
            "case-management",
            Set.of(STUDENTS, PROGRAMMES, THRESHOLDS, WEEKS, NOTIFICATIONS, APPEALS),
            Set.of(CASES, ABSENCES));

    public static final Principal APPEALS_SERVICE = new Principal(
            "appeals-service", Set.of(STUDENTS, CASES, WEEKS, THRESHOLDS, NOTIFICATIONS), Set.of(APPEALS));

    public static final Principal NOTIFICATION_SERVICE = new Principal(
            "notification-service",
            Set.of(STUDENTS, PROGRAMMES, SESSIONS, RECORDS, ABSENCES, THRESHOLDS, CASES, APPEALS),
            Set.of(NOTIFICATIONS));

    /** The university's other systems: timetabling, card readers, student records. */
    public static final Principal TIMETABLING = new Principal(
            "timetabling", Set.of(), Set.of(STUDENTS, PROGRAMMES, CARDS, SESSIONS, SWIPES, REGISTERS, ABSENCES));

    private Principals() {}

    /** The services of the suite. */
    public static List<Principal> services() {
        return List.of(ATTENDANCE_INGEST, ENGAGEMENT_RULES, CASE_MANAGEMENT, APPEALS_SERVICE, NOTIFICATION_SERVICE);
    }
}
