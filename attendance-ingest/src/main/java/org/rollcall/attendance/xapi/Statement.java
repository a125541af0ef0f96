package org.rollcall.attendance.xapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.ids.NamedId;

/**
 * An xAPI 1.0.3 statement in the Jisc attendance profile. It is made of a revision alone, and a revision never changes: so a
 * statement that is sent again is the same to the letter, and a store knows it by its id.
 *
 * @param timestamp the planned start, as the profile has it
 * @param stored when it became known to us; given on our own pages, never to a store, which says so itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Statement(
        UUID id,
        Agent actor,
        Verb verb,
        Activity object,
        Result result,
        Context context,
        String timestamp,
        @Nullable String stored,
        String version) {

    private static final String PROFILE = "http://xapi.jisc.ac.uk/";
    private static final Verb ATTENDED = new Verb("http://adlnet.gov/expapi/verbs/attended", Map.of("en", "attended"));
    private static final String PROFILE_VERSION = "1.1.1";
    private static final String XAPI_VERSION = "1.0.3";

    /** The statement of this revision, by an account of this home page. */
    static Statement of(Attended attended, String homePage) {
        return new Statement(
                id(attended),
                Agent.of(homePage, attended.studentId()),
                ATTENDED,
                Activity.of(attended, homePage),
                Result.of(attended),
                Context.of(attended),
                attended.startsAt().toString(),
                null,
                XAPI_VERSION);
    }

    /** As it stands on a page of ours. */
    Statement storedAt(Instant instant) {
        return new Statement(id, actor, verb, object, result, context, timestamp, instant.toString(), version);
    }

    /** Of student, session and revision, so that the same is never told under two names. */
    static UUID id(Attended attended) {
        return NamedId.of("xapi", attended.studentId(), attended.sessionId(), Integer.toString(attended.revision()));
    }

    /** The student, by their account; no name. */
    record Agent(String objectType, Account account) {

        static Agent of(String homePage, String name) {
            return new Agent("Agent", new Account(homePage, name));
        }
    }

    record Account(String homePage, String name) {}

    record Verb(String id, Map<String, String> display) {}

    /** The session. */
    record Activity(String objectType, String id, Definition definition) {

        static Activity of(Attended attended, String homePage) {
            var extensions = new LinkedHashMap<String, Object>();
            extensions.put(PROFILE + "starttime", attended.startsAt().toString());
            extensions.put(PROFILE + "endtime", attended.endsAt().toString());
            extensions.put(PROFILE + "event_mandatory", attended.compulsory() ? 1 : 0);
            extensions.put(PROFILE + "event_type_description", inWords(attended.activity()));
            return new Activity(
                    "Activity",
                    "%s/sessions/%s".formatted(homePage, encoded(attended.sessionId())),
                    new Definition(PROFILE + "event_timetabled", extensions));
        }

        private static String inWords(String activity) {
            return activity.charAt(0) + activity.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    record Definition(String type, Map<String, Object> extensions) {}

    /** Whether the student was there; an absence is the same verb without completion. */
    record Result(boolean completion, Map<String, Object> extensions) {

        static Result of(Attended attended) {
            var extensions = new LinkedHashMap<String, Object>();
            if (attended.status().equals("LATE")) {
                extensions.put(PROFILE + "attendance_late", 1);
            }
            extensions.put(PROFILE + "submission_time", attended.submittedAt().toString());
            return new Result(!attended.status().equals("ABSENT"), extensions);
        }
    }

    record Context(Map<String, Object> extensions) {

        static Context of(Attended attended) {
            var extensions = new LinkedHashMap<String, Object>();
            extensions.put(PROFILE + "version", PROFILE_VERSION);
            extensions.put(PROFILE + "recipeCat", "attendance");
            extensions.put(PROFILE + "courseArea", Map.of(PROFILE + "uddModInstanceID", attended.moduleCode()));
            return new Context(extensions);
        }
    }
}
