package org.rollcall.testkit.fuzz;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.fuzz.Asking.Asked;
import org.rollcall.testkit.fuzz.Credentials.Caller;
import org.rollcall.testkit.fuzz.OpenApi.Operation;
import org.rollcall.testkit.fuzz.RawHttp.Request;

/**
 * Asks a service at random, by a seed: every operation of its OpenAPI in turn, as people of every role, with what the
 * document asks for and with what it does not. The same seed asks the same of a service in the same state.
 */
public final class Fuzzer {

    private static final List<String> ROLES = List.of(
            "student",
            "programme-leader",
            "faculty-admin",
            "registry",
            "compliance",
            "administrator",
            "timetabling",
            "mailer");

    /** The clock is left alone: whoever sets it, ends the story that others live. */
    private static final String CLOCK = "/dev/clock";

    private final OpenApi api;
    private final URI service;
    private final Credentials credentials;
    private final long seed;
    private final RandomGenerator random;
    private final Known known = new Known();

    /**
     * A fuzzer.
     *
     * @param openApi the document, as JSON
     */
    public Fuzzer(String openApi, URI service, Credentials credentials, long seed) {
        this.api = OpenApi.parse(openApi);
        this.service = service;
        this.credentials = credentials;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** Tells it of an id that it may ask for; it learns others from the answers. */
    public Fuzzer knowing(String name, String id) {
        known.learn(name, id);
        return this;
    }

    /**
     * What was found.
     *
     * @param statuses how often which was answered
     * @param unreached operations that no request got through to
     */
    public record Report(
            long seed, int requests, Map<Integer, Integer> statuses, List<String> findings, Set<String> unreached) {

        @Override
        public String toString() {
            return "%d requests with the seed %d were answered %s%s\n%d findings\n%s"
                    .formatted(
                            requests,
                            seed,
                            statuses,
                            unreached.isEmpty() ? "" : "\nnever successfully asked: " + unreached,
                            findings.size(),
                            String.join("\n", findings));
        }
    }

    /** Asks so many times. */
    public Report run(int requests) {
        var operations = api.operations();
        var asking = new Asking(api, known, random);
        var judge = new Judge(api);
        var statuses = new TreeMap<Integer, Integer>();
        var findings = new LinkedHashMap<String, String>();
        var unreached = new TreeSet<String>();
        operations.forEach(operation -> unreached.add(operation.toString()));
        for (var i = 0; i < requests; i++) {
            var operation = operations.get(i % operations.size());
            var caller = caller();
            var asked = asking.next(operation, credentials.of(caller));
            if (operation.path().equals(CLOCK) && operation.method().equals("PUT")) {
                continue;
            }
            var astray = random.nextInt(40) == 0 ? astray(asked) : null;
            var sent = astray == null ? asked : astray;
            try {
                var response = RawHttp.send(service, sent.request());
                statuses.merge(response.status(), 1, Integer::sum);
                for (var fault : judge.faults(
                        sent, response, astray == null && !sent.how().endsWith("PATH"))) {
                    findings.putIfAbsent(
                            operation + " " + fault,
                            "%s %s\n  asked: %s %s\n  answered: %d %s"
                                    .formatted(
                                            operation,
                                            fault,
                                            sent.how(),
                                            sent.request(),
                                            response.status(),
                                            shortened(response.text())));
                }
                if (response.status() < 300) {
                    unreached.remove(operation.toString());
                    if (response.mediaType().equals("application/json")) {
                        known.learn(OpenApi.tree(response.text()));
                    }
                }
            } catch (IOException | RuntimeException e) {
                findings.putIfAbsent(
                        operation + " " + e.getClass(),
                        "%s gives no answer: %s\n  asked: %s %s".formatted(operation, e, sent.how(), sent.request()));
            }
        }
        return new Report(seed, requests, statuses, new ArrayList<>(findings.values()), unreached);
    }

    private Caller caller() {
        if (random.nextInt(20) == 0) {
            return Caller.NOBODY;
        }
        var role = ROLES.get(random.nextInt(ROLES.size()));
        @Nullable String student = known.any("studentId", "", random);
        return role.equals("student")
                ? new Caller(student == null ? "S1000001" : student, role)
                : new Caller("fuzz-" + role, role);
    }

    /** The same with a method that its address does not have, or at an address that there isn't. */
    private Asked astray(Asked asked) {
        var request = asked.request();
        if (random.nextBoolean()) {
            return new Asked(
                    new Operation("GET", "/nowhere", OpenApi.tree("{}")),
                    new Request("GET", "/nowhere" + request.target(), request.headers(), request.body()),
                    "NOWHERE");
        }
        var methods = new ArrayList<>(List.of("PATCH", "TRACE", "PROPFIND", "PUT", "DELETE"));
        methods.removeAll(api.methodsOf(asked.operation().path()));
        var method = methods.get(random.nextInt(methods.size()));
        return new Asked(
                asked.operation(), new Request(method, request.target(), request.headers(), request.body()), "METHOD");
    }

    private static String shortened(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
