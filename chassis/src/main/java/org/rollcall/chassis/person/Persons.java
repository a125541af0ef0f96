package org.rollcall.chassis.person;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;

/**
 * Who asks, by their token. Which roles may ask for what stands beside each operation as {@link RolesAllowed}; an operation
 * that says nothing is closed. Whoever has several roles asks in those that the operation is open to: that someone is in
 * compliance opens no row to what they do as a Programme Leader.
 */
@RequestScoped
public class Persons {

    private static final int ID_LENGTH = 64;

    private final SecurityIdentity identity;
    private final ResourceInfo operation;
    private final String studentClaim;
    private final String programmesClaim;
    private final String facultiesClaim;

    Persons(
            SecurityIdentity identity,
            ResourceInfo operation,
            @ConfigProperty(name = "rollcall.identity.claims.student") String studentClaim,
            @ConfigProperty(name = "rollcall.identity.claims.programmes") String programmesClaim,
            @ConfigProperty(name = "rollcall.identity.claims.faculties") String facultiesClaim) {
        this.identity = identity;
        this.operation = operation;
        this.studentClaim = studentClaim;
        this.programmesClaim = programmesClaim;
        this.facultiesClaim = facultiesClaim;
    }

    /** Who asks, in the roles that the operation is open to. */
    public Person asking() {
        var roles = new HashSet<>(identity.getRoles());
        roles.retainAll(OpenTo.roles(operation));
        var studentId = texts(studentClaim).stream().findFirst().orElse(null);
        var asStudent = studentId != null && roles.equals(Set.of(Roles.STUDENT));
        return new Person(
                checked(asStudent ? studentId : identity.getPrincipal().getName()),
                roles,
                studentId,
                texts(programmesClaim),
                texts(facultiesClaim));
    }

    /** 401 where the token names nobody whom a history could name. */
    private static String checked(@Nullable String id) {
        if (id == null || id.isBlank() || id.length() > ID_LENGTH || id.chars().anyMatch(Character::isISOControl)) {
            throw Problems.problem(
                            "person-not-named",
                            Status.UNAUTHORIZED,
                            "The token has to name a person, in 1 to %d characters".formatted(ID_LENGTH))
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, Unauthenticated.CHALLENGE)
                    .build();
        }
        return id;
    }

    /** A claim of one text or of several. */
    private Set<String> texts(String claim) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Set.of();
        }
        @Nullable Object value = token.getClaim(claim);
        var values = switch (value) {
            case null -> List.of();
            case Collection<?> several -> several;
            case Object one -> List.of(one);
        };
        return values.stream()
                .flatMap(Persons::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> text(Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case JsonString text -> Stream.of(text.getString());
            default -> Stream.of();
        };
    }
}
