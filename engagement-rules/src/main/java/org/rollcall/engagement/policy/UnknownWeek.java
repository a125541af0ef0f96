package org.rollcall.engagement.policy;

/** How much has to be unrecorded before a week without attendance is not held against the student. */
public enum UnknownWeek {
    /** Nothing at all was recorded: a single unexcused absence makes the week a missed one. */
    NOTHING_RECORDED,
    /** One unrecorded session is enough, whatever the other sessions say. */
    ANYTHING_UNRECORDED
}
