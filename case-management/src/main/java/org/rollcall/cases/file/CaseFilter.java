package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.ws.rs.QueryParam;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.directory.Programmes;
import org.rollcall.chassis.problem.Problems;

/**
 * Which cases are asked for; what is not given does not matter.
 *
 * @param state by its name, as in {@code InterviewRequired}
 * @param flagged whether something waits for a person to look at it
 */
record CaseFilter(
        @QueryParam("state") @Nullable String state,
        @QueryParam("programme") @Nullable String programme,
        @QueryParam("faculty") @Nullable String faculty,
        @QueryParam("student") @Nullable String student,
        @QueryParam("flagged") @Nullable Boolean flagged) {

    /** By urgency; of equally urgent cases the one that has waited longest comes first. */
    private static final Sort URGENCY = Sort.by("urgency").and("since").and("caseId");

    PanacheQuery<CaseRow> query(Programmes programmes) {
        var conditions = new StringJoiner(" and ");
        var parameters = new HashMap<String, Object>();
        if (state != null) {
            conditions.add("state = :state");
            parameters.put("state", named(state).name());
        }
        if (programme != null) {
            conditions.add("programmeCode = :programme");
            parameters.put("programme", programme);
        }
        if (faculty != null) {
            conditions.add("programmeCode in :programmes");
            parameters.put("programmes", programmes.ofFaculty(faculty));
        }
        if (student != null) {
            conditions.add("studentId = :student");
            parameters.put("student", student);
        }
        if (flagged != null) {
            conditions.add(flagged ? "urgency = 0" : "urgency > 0");
        }
        return conditions.length() == 0
                ? CaseRow.findAll(URGENCY)
                : CaseRow.find(conditions.toString(), URGENCY, Map.copyOf(parameters));
    }

    private static StateName named(String name) {
        for (var state : StateName.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        throw Problems.badRequest("state", "is not the name of a state: " + name);
    }
}
