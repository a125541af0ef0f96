package org.rollcall.engagement.assessment;

import java.util.List;
import java.util.Optional;

/**
 * What the assessment of a student comes to.
 *
 * @param weeks the closed weeks in which the policy applies to the student, in order
 * @param raises all raises as they stand now, those that nothing happened to included
 * @param rescinded those that were live and are not any more
 * @param reinstated those that had been rescinded and are live again
 * @param raised the one that is new, if there is one: nobody gets two at once
 */
public record Assessment(
        List<AssessedWeek> weeks,
        List<Raise> raises,
        List<Raise.Rescinded> rescinded,
        List<Raise.Live> reinstated,
        Optional<Raise.Live> raised) {

    public Assessment {
        weeks = List.copyOf(weeks);
        raises = List.copyOf(raises);
        rescinded = List.copyOf(rescinded);
        reinstated = List.copyOf(reinstated);
    }

    /** Whether anything is to be said of a step. */
    public boolean changesRaises() {
        return raised.isPresent() || !rescinded.isEmpty() || !reinstated.isEmpty();
    }
}
