package org.rollcall.appeals.person;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The seam of security. Until tokens stand, the service listens on this machine only and takes a person's word for who
 * they are: the headers {@code Rollcall-Person} and {@code Rollcall-Roles}, a list separated by commas. Nothing else in
 * the service looks at them.
 */
@RequestScoped
public class Persons {

    private static final String TYPES = "https://rollcall.example/problems/";
    private static final String NOBODY = "unnamed";
    private static final int ID_LENGTH = 64;

    private final HttpHeaders headers;

    Persons(HttpHeaders headers) {
        this.headers = headers;
    }

    /** Who reads; someone who does not say is staff on this machine. */
    public Person reading() {
        var named = headers.getHeaderString("Rollcall-Person");
        return new Person(named == null ? NOBODY : named.strip(), roles());
    }

    /** Who acts, in one of these roles: every act needs a named person. */
    public Person acting(String... inRoles) {
        var person = reading();
        if (person.id().equals(NOBODY)
                || person.id().isBlank()
                || person.id().length() > ID_LENGTH
                || person.id().chars().anyMatch(Character::isISOControl)) {
            throw problem("person-not-named", Status.UNAUTHORIZED, "A named person has to ask for this")
                    .build();
        }
        return in(person, inRoles);
    }

    /** Who reads, in one of these roles. */
    public Person reading(String... inRoles) {
        return in(reading(), inRoles);
    }

    private static Person in(Person person, String... inRoles) {
        if (Arrays.stream(inRoles).noneMatch(person::has)) {
            throw problem("not-permitted", Status.FORBIDDEN, "This is for " + String.join(", ", inRoles))
                    .with("roles", List.of(inRoles))
                    .build();
        }
        return person;
    }

    private Set<String> roles() {
        @Nullable String value = headers.getHeaderString("Rollcall-Roles");
        return value == null
                ? Roles.STAFF
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static HttpProblem.Builder problem(String name, Status status, String detail) {
        return HttpProblem.builder()
                .withType(URI.create(TYPES + name))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail);
    }
}
