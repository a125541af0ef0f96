package org.rollcall.testkit;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Tokens as the university's provider would issue them, signed with a key that is made for this JVM and known to nobody
 * else. The services verify them as they verify any.
 *
 * <p>Quarkus loads a test's classes by class loaders that come and go, so the key is kept where all of them look.
 */
public final class Tokens {

    public static final String AUDIENCE = "rollcall";
    public static final String ISSUER = "https://identity.rollcall.example/realms/rollcall";

    private static final String PRIVATE = "rollcall.test.signing-key";
    private static final String PUBLIC = "rollcall.test.verifying-key";
    private static final float MINUTES = 60;
    private static final Duration KEPT = Duration.ofMinutes(20);

    /** To sign takes a test's JVM some ten milliseconds, and tests ask thousands of times as the same people. */
    private static final Map<Holder, Signed> SIGNED = new ConcurrentHashMap<>();

    private record Holder(String person, List<String> roles, Map<String, Object> claims) {}

    private record Signed(String token, long at) {}

    private final String person;
    private final List<String> roles;
    private final Map<String, Object> claims;

    private Tokens(String person, List<String> roles, Map<String, Object> claims) {
        this.person = person;
        this.roles = List.copyOf(roles);
        this.claims = Map.copyOf(claims);
    }

    /** What a service is told, so that it takes these tokens. */
    public static Map<String, String> configuration() {
        return Map.of(
                "quarkus.oidc.auth-server-url",
                "",
                "quarkus.oidc.public-key",
                key(PUBLIC),
                "quarkus.oidc.token.issuer",
                ISSUER);
    }

    /** Someone with these roles. */
    public static Tokens of(String person, String... roles) {
        return new Tokens(person, List.of(roles), Map.of());
    }

    /** Someone who may do all that staff and systems may, with everyone's rows. */
    public static Tokens anyone() {
        return of(
                "anyone",
                "programme-leader",
                "faculty-admin",
                "registry",
                "compliance",
                "administrator",
                "timetabling");
    }

    /** A student; their name with the provider is none that the suite knows. */
    public static Tokens student(String studentId) {
        return of("login-of-" + studentId, "student").with("student_id", studentId);
    }

    public Tokens leading(String... programmes) {
        return with("programmes", List.of(programmes));
    }

    public Tokens ofFaculty(String... faculties) {
        return with("faculties", List.of(faculties));
    }

    /** Any claim, also in the place of one that is there already. */
    public Tokens with(String claim, Object value) {
        var more = new HashMap<>(claims);
        more.put(claim, value);
        return new Tokens(person, roles, more);
    }

    /** As it stands in {@code Authorization}. */
    public String bearer() {
        return "Bearer " + signed();
    }

    /** The token, signed by the provider. Whoever asks again soon is given the same, as by a client that keeps its token. */
    public String signed() {
        var now = System.nanoTime();
        return SIGNED.compute(
                        new Holder(person, roles, claims),
                        (_, kept) -> kept != null && now - kept.at() < KEPT.toNanos()
                                ? kept
                                : new Signed(signed(claims(), privateKey()), now))
                .token();
    }

    /** The same token, signed by somebody else. */
    public String forged() {
        return signed(claims(), newPair().getPrivate());
    }

    private JwtClaims claims() {
        var token = new JwtClaims();
        token.setIssuer(ISSUER);
        token.setAudience(AUDIENCE);
        token.setSubject("subject-of-" + person);
        token.setIssuedAtToNow();
        token.setExpirationTimeMinutesInTheFuture(MINUTES);
        token.setGeneratedJwtId();
        token.setClaim("preferred_username", person);
        token.setClaim("realm_access", Map.of("roles", roles));
        claims.forEach(token::setClaim);
        return token;
    }

    private static String signed(JwtClaims claims, PrivateKey key) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("A test's token cannot be signed", e);
        }
    }

    private static PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key(PRIVATE))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(String name) {
        var properties = System.getProperties();
        synchronized (properties) {
            if (!properties.containsKey(name)) {
                try {
                    var generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(2048);
                    var pair = generator.generateKeyPair();
                    var encoder = Base64.getEncoder();
                    properties.setProperty(
                            PRIVATE, encoder.encodeToString(pair.getPrivate().getEncoded()));
                    properties.setProperty(
                            PUBLIC, encoder.encodeToString(pair.getPublic().getEncoded()));
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
            return requireNonNull(properties.getProperty(name));
        }
    }

    private static KeyPair newPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
