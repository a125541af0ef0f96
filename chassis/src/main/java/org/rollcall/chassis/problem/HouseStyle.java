package org.rollcall.chassis.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems.FieldError;

/**
 * Gives the refusals of the libraries the form that ours have: a stable type, words that name nothing of the code, and the
 * fields that are at fault under {@code errors}.
 */
@ApplicationScoped
class HouseStyle implements ProblemPostProcessor {

    /** What a client may need of a library's refusal. */
    private static final Set<String> KEPT_HEADERS = Set.of("allow", "www-authenticate", "retry-after", "accept");

    private static final Map<Integer, Refusal> REFUSALS = Map.of(
            400, new Refusal("invalid-request", "The request cannot be read"),
            401, new Refusal("unauthenticated", "A valid bearer token is needed"),
            403, new Refusal("not-permitted", "This is not for you"),
            404, new Refusal("not-found", "There is nothing at this address"),
            405, new Refusal("method-not-allowed", "This address does not know the method"),
            406, new Refusal("not-acceptable", "It cannot be answered in a media type that is accepted"),
            413, new Refusal("too-large", "The body is too long"),
            415, new Refusal("unsupported-media-type", "A body of this media type is not read here"));

    private static final Refusal FAILURE = new Refusal("failure", "The service failed; it says why in its log");
    private static final Refusal OTHER = new Refusal("refused", "The request is refused");

    /** Where the framework reads forms. */
    private static final String FORM_READERS = MultipartParser.class.getPackageName();

    /** Before the library writes its log: what a client got wrong is no failure of the service. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        // A parameter's refusal comes as the cause of the framework's.
        if (context.cause != null && context.cause.getCause() instanceof HttpProblem ours) {
            return ours;
        }
        if (context.cause instanceof IOException broken && isFoundWhileReadingAForm(broken)) {
            return Problems.badRequest("body", "is no complete form");
        }
        if (problem.getParameters().get("violations") instanceof List<?> violations && !violations.isEmpty()) {
            var parameters = context.cause instanceof ConstraintViolationException invalid
                    ? parameters(invalid)
                    : Map.<String, String>of();
            return invalid(violations.stream()
                    .filter(Violation.class::isInstance)
                    .map(Violation.class::cast)
                    .map(violation -> new FieldError(pointer(violation, parameters), violation.message))
                    .toList());
        }
        var status = problem.getStatusCode();
        var refusal = status >= 500 ? FAILURE : REFUSALS.getOrDefault(status, OTHER);
        var plain = Problems.problem(refusal.name(), problem.getStatus(), refusal.detail());
        problem.getHeaders().forEach((name, value) -> {
            if (KEPT_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                plain.withHeader(name, value);
            }
        });
        return plain.build();
    }

    /** A body that breaks off, or is no form, is reported like a disk that is full. */
    private static boolean isFoundWhileReadingAForm(IOException broken) {
        var where = broken.getStackTrace();
        return where.length > 0 && where[0].getClassName().startsWith(FORM_READERS);
    }

    private static HttpProblem invalid(List<FieldError> errors) {
        var first = errors.getFirst();
        return Problems.badRequest(first.pointer(), first.detail(), errors);
    }

    private static String pointer(Violation violation, Map<String, String> parameters) {
        @Nullable String field = violation.field;
        var path = field == null ? "" : field;
        var parameter = parameters.get(path);
        if (parameter != null) {
            return parameter;
        }
        return "body".equals(violation.in) || violation.in == null
                ? "/" + path.replace('.', '/').replace('[', '/').replace("]", "")
                : path;
    }

    /** The names of parameters that are gathered in a record, which the library takes for a body. */
    private static Map<String, String> parameters(ConstraintViolationException invalid) {
        var names = new HashMap<String, String>();
        for (var violation : invalid.getConstraintViolations()) {
            var bean = violation.getLeafBean();
            if (bean != null && bean.getClass().isRecord()) {
                for (var component : bean.getClass().getRecordComponents()) {
                    var parameter = component.getAccessor().getAnnotation(QueryParam.class);
                    if (parameter != null) {
                        names.put(component.getName(), parameter.value());
                    }
                }
            }
        }
        return names;
    }

    private record Refusal(String name, String detail) {}
}
