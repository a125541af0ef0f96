package org.rollcall.engagement.policy;

/**
 * One step of the ladder: after so many missed weeks, counted so, the university acts so.
 *
 * @param name what the step is called in events and e-mail templates, such as {@code three-weeks}
 * @param clause the clause of the policy it carries out
 * @param weeks how many missed weeks it takes
 */
public record Step(String name, String clause, int weeks, Counting counting, Action action) {

    public Step {
        if (weeks < 1) {
            throw new IllegalArgumentException("step " + name + " needs at least 1 week, not " + weeks);
        }
    }
}
