package org.rollcall.engagement.assessment;

/**
 * A step that was raised for a student. It is live while today's facts reach the step as of its week; it is rescinded
 * when they no longer do, and reinstated, as the same raise, when they do again. Every change is its next revision.
 */
public sealed interface Raise {

    RaiseId id();

    Grounds grounds();

    /** Counts from 1. */
    int revision();

    /** A raise that today's facts support. */
    record Live(RaiseId id, Grounds grounds, int revision) implements Raise {

        Rescinded rescind() {
            return new Rescinded(id, grounds, revision + 1);
        }
    }

    /** A raise that today's facts do not support; its grounds are those it once had. */
    record Rescinded(RaiseId id, Grounds grounds, int revision) implements Raise {

        Live reinstate(Grounds today) {
            return new Live(id, today, revision + 1);
        }
    }
}
