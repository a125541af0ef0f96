package org.rollcall.appeals.appeal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.life.Completion;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.PageRequest;

/**
 * Which appeals are asked for.
 *
 * @param dueBefore those whose target is before this day
 * @param overdue those whose target has passed undecided, or whose letter is overdue
 */
record AppealFilter(
        @QueryParam("state") @Nullable String state,

        @QueryParam("dueBefore") @Nullable LocalDate dueBefore,

        @QueryParam("late") @Nullable Boolean late,

        @QueryParam("overdue") @Nullable Boolean overdue,

        @QueryParam("student") @Nullable String student,

        @QueryParam("case") @Nullable String caseId) {

    private static final String OVERDUE = """
            (CASE WHEN decided_on IS NULL THEN target < :today
                  ELSE decided_on < :lettersDue AND NOT EXISTS (
                      SELECT FROM letters WHERE letters.appeal_id = appeals.appeal_id) END)
            """;

    /** What is found, the open ones first, by target. */
    @SuppressWarnings("unchecked")
    List<AppealRow> page(EntityManager session, PageRequest page, LocalDate today) {
        var found = where(today);
        return found.set(session.createNativeQuery(
                        "SELECT appeals.* " + found.from + " ORDER BY decided_on IS NOT NULL, target, appeal_id",
                        AppealRow.class))
                .setFirstResult(page.offset())
                .setMaxResults(page.size())
                .getResultList();
    }

    long count(EntityManager session, LocalDate today) {
        var found = where(today);
        // Without a class for the answer: Hibernate would keep the plan of such a query anew at every call.
        return ((Number) found.set(session.createNativeQuery("SELECT count(*) " + found.from))
                        .getSingleResult())
                .longValue();
    }

    /** The rest of a query, and what its parameters are. */
    private record Where(String from, Map<String, Object> values) {

        Query set(Query query) {
            values.forEach(query::setParameter);
            return query;
        }
    }

    private Where where(LocalDate today) {
        var conditions = new ArrayList<String>(List.of("true"));
        Map<String, Object> values = new HashMap<>();
        if (state != null) {
            if (Stream.of(StateName.values()).noneMatch(name -> name.name().equals(state))) {
                throw Problems.badRequest(
                        "state", "is not one of Received, UnderInvestigation, Upheld, NotUpheld, RejectedAsLate");
            }
            conditions.add("state = :state");
            values.put("state", state);
        }
        if (dueBefore != null) {
            conditions.add("target < :dueBefore");
            values.put("dueBefore", dueBefore);
        }
        if (late != null) {
            conditions.add("late = :late");
            values.put("late", late);
        }
        if (student != null) {
            conditions.add("student_id = :student");
            values.put("student", student);
        }
        if (caseId != null) {
            conditions.add("case_id = :caseId");
            values.put("caseId", caseId);
        }
        if (overdue != null) {
            conditions.add((overdue ? "" : "NOT ") + OVERDUE);
            values.put("today", today);
            values.put("lettersDue", today.minusDays(Completion.DUE_WITHIN_DAYS));
        }
        return new Where("FROM appeals WHERE " + String.join(" AND ", conditions), values);
    }
}
