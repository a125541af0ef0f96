package org.rollcall.engagement.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollcall.engagement.assessment.Assessor;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.assessment.History;
import org.rollcall.engagement.assessment.Raise;
import org.rollcall.engagement.policy.Policies;

/**
 * What came of one student. Both policies are lived over the facts of today: so the policy alone makes the difference, not
 * when a fact became known.
 */
record StudentReplay(
        String studentId,
        String programmeCode,
        int level,
        List<Raise.Live> present,
        List<Raise.Live> candidate,
        List<Difference> differences) {

    static StudentReplay of(
            String studentId, History history, Policies inForce, Policies candidate, ClosedWeeks weeks) {
        var before = Assessor.relive(history, inForce, weeks);
        var after = Assessor.relive(history, candidate, weeks);
        return new StudentReplay(
                studentId, history.programmeCode(), history.level(), before, after, Difference.between(before, after));
    }

    /** Where a count belongs. */
    record Place(String programmeCode, int level, String step) {}

    /** How many raises there are, and how they differ. */
    record Count(int present, int candidate, int gained, int lost, int moved) {

        static final Count NONE = new Count(0, 0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(
                    present + other.present,
                    candidate + other.candidate,
                    gained + other.gained,
                    lost + other.lost,
                    moved + other.moved);
        }

        private static Count of(Difference.Kind kind) {
            return switch (kind) {
                case GAINED -> new Count(0, 0, 1, 0, 0);
                case LOST -> new Count(0, 0, 0, 1, 0);
                case MOVED -> new Count(0, 0, 0, 0, 1);
            };
        }
    }

    /** The students' raises and differences, counted by programme, level and step. */
    static Map<Place, Count> count(List<StudentReplay> students) {
        var counts = new HashMap<Place, Count>();
        for (var student : students) {
            student.present.forEach(
                    raise -> counts.merge(student.place(raise.id().step()), new Count(1, 0, 0, 0, 0), Count::plus));
            student.candidate.forEach(
                    raise -> counts.merge(student.place(raise.id().step()), new Count(0, 1, 0, 0, 0), Count::plus));
            student.differences.forEach(difference ->
                    counts.merge(student.place(difference.step()), Count.of(difference.kind()), Count::plus));
        }
        return counts;
    }

    private Place place(String step) {
        return new Place(programmeCode, level, step);
    }

    /** The differences of all of them, each with its student and its place among the student's. */
    static List<Row> rows(List<StudentReplay> students) {
        var rows = new ArrayList<Row>();
        for (var student : students) {
            for (var position = 0; position < student.differences.size(); position++) {
                rows.add(new Row(student, position, student.differences.get(position)));
            }
        }
        return rows;
    }

    record Row(StudentReplay student, int position, Difference difference) {}
}
