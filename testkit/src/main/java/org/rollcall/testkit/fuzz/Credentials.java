package org.rollcall.testkit.fuzz;

import java.util.List;
import java.util.Map;
import org.rollcall.testkit.Tokens;

/** How a caller shows a service who they are. */
@FunctionalInterface
public interface Credentials {

    /** The headers that do it. */
    Map<String, String> of(Caller caller);

    /** A person in a role. */
    record Caller(String person, String role) {

        /** Somebody who does not say who they are. */
        public static final Caller NOBODY = new Caller("", "");
    }

    /** A token of the tests' provider; staff are bound to these programmes and faculties. */
    static Credentials byToken(List<String> programmes, List<String> faculties) {
        return caller -> switch (caller.role()) {
            case "" -> Map.of();
            case "student" -> header(Tokens.student(caller.person()));
            default ->
                header(Tokens.of(caller.person(), caller.role())
                        .leading(programmes.toArray(String[]::new))
                        .ofFaculty(faculties.toArray(String[]::new)));
        };
    }

    private static Map<String, String> header(Tokens token) {
        return Map.of("Authorization", token.bearer());
    }
}
