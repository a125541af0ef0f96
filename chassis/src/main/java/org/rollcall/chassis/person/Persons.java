package org.rollcall.chassis.person;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;

/**
 * The seam of security. Until tokens stand, the service listens on this machine only and takes a person's word for who
 * they are: the headers {@code Rollcall-Person}, {@code Rollcall-Roles}, {@code Rollcall-Programmes} and
 * {@code Rollcall-Faculties}, lists separated by commas. Nothing else in the service looks at them.
 */
@RequestScoped
public class Persons {

    private static final String NOBODY = "unnamed";
    private static final int ID_LENGTH = 64;

    private final HttpHeaders headers;

    Persons(HttpHeaders headers) {
        this.headers = headers;
    }

    /** Who reads; someone who does not say is staff on this machine. */
    public Person reading() {
        var named = headers.getHeaderString("Rollcall-Person");
        return new Person(
                named == null ? NOBODY : named.strip(),
                roles(),
                list("Rollcall-Programmes", Set.of()),
                list("Rollcall-Faculties", Set.of()));
    }

    /** Who reads what is for these roles only. */
    public Person readingAs(String... inRoles) {
        var person = reading();
        if (Arrays.stream(inRoles).noneMatch(person::has)) {
            throw notInThatRole(inRoles);
        }
        return person;
    }

    /** Who acts, in one of these roles: every act needs a named person. */
    public Person acting(String... inRoles) {
        var person = reading();
        if (person.id().equals(NOBODY)
                || person.id().isBlank()
                || person.id().length() > ID_LENGTH
                || person.id().chars().anyMatch(Character::isISOControl)) {
            throw nobodyNamed();
        }
        if (Arrays.stream(inRoles).noneMatch(person::has)) {
            throw notInThatRole(inRoles);
        }
        return person;
    }

    /** Who acts: the student or any of the staff. */
    public Person actingAsStudentOrStaff() {
        return acting(
                Roles.STUDENT,
                Roles.PROGRAMME_LEADER,
                Roles.FACULTY_ADMIN,
                Roles.REGISTRY,
                Roles.COMPLIANCE,
                Roles.ADMINISTRATOR);
    }

    /** Who acts: any of the staff. */
    public Person actingAsStaff() {
        return acting(Roles.STAFF.toArray(String[]::new));
    }

    /** 401: an act needs a named person. */
    private static HttpProblem nobodyNamed() {
        return Problems.problem("person-not-named", Status.UNAUTHORIZED, "A named person has to ask for this")
                .build();
    }

    /** 403. */
    private static HttpProblem notInThatRole(String... roles) {
        return Problems.problem("not-permitted", Status.FORBIDDEN, "This is for " + String.join(", ", roles))
                .with("roles", List.of(roles))
                .build();
    }

    private Set<String> roles() {
        return list("Rollcall-Roles", Roles.STAFF);
    }

    private Set<String> list(String header, Set<String> otherwise) {
        @Nullable String value = headers.getHeaderString(header);
        return value == null
                ? otherwise
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
