package org.rollcall.chassis.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Says of every operation what the chassis makes of it: which refusals it may be answered with, all of one form; the
 * headers of its answers; the bounds of its parameters; and that a token is needed. What an operation answers beyond that
 * it says itself.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class CommonAnswers implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String BEARER = "bearer";
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_VALUE = 255;

    private final Nullness nullness;

    public CommonAnswers(IndexView index) {
        this.nullness = new Nullness(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        var components = api.getComponents();
        if (components.getSchemas() == null) {
            components.setSchemas(new TreeMap<>());
        }
        Strictness.complete(api, nullness.complete(components.getSchemas()));
        components.addSchema(PROBLEM, problem());
        for (var answer : Answer.values()) {
            components.addResponse(answer.title, answer.described());
        }
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme(BEARER)
                        .bearerFormat("JWT")
                        .description("An OpenID Connect access token"));
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
        api.setTags(null);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> complete(path, method, operation, components)));
    }

    private static void complete(String path, HttpMethod method, Operation operation, Components components) {
        operation.setTags(null);
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        parameters.forEach(CommonAnswers::bound);
        var body = operation.getRequestBody();
        if (body != null && body.getRequired() == null) {
            body.setRequired(true);
        }
        describe(operation, parameters, components);

        var isOpen = path.startsWith("/dev/");
        var changes = method != HttpMethod.GET;
        may(operation, Answer.BAD_REQUEST, true);
        may(operation, Answer.NOT_AUTHENTICATED, !isOpen);
        may(operation, Answer.NOT_PERMITTED, !isOpen);
        may(operation, Answer.NOT_FOUND, path.contains("{"));
        may(operation, Answer.NOT_ACCEPTABLE, answersWithContent(operation));
        may(operation, Answer.CONFLICT, changes && (path.contains("{") || isOpen));
        may(operation, Answer.CHANGED_MEANWHILE, has(parameters, "If-Match"));
        may(operation, Answer.TOO_LARGE, changes);
        may(operation, Answer.UNSUPPORTED_MEDIA_TYPE, body != null);
        may(operation, Answer.UNPROCESSABLE, has(parameters, "Idempotency-Key"));
        may(operation, Answer.TOO_MANY, method == HttpMethod.POST && !isOpen);
        if (isOpen) {
            operation.setSecurity(List.of());
        }
    }

    /** Headers of what succeeds, and the content of what is no JSON. */
    private static void describe(Operation operation, List<Parameter> parameters, Components components) {
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (!status.startsWith("2")) {
                return;
            }
            if (answer.getContent() != null) {
                answer.setContent(withoutParameters(answer.getContent()));
                if (isPage(answer.getContent(), components)) {
                    answer.addHeader("Link", text("The first, previous, next and last page (RFC 8288)"));
                }
            }
            if (status.equals("201")) {
                answer.addHeader("Location", text("Where it is to be found"));
            }
            if (has(parameters, "If-Match")) {
                answer.addHeader("ETag", text("The version; to be sent as If-Match"));
            }
        });
    }

    private static Content withoutParameters(Content content) {
        var plain = OASFactory.createContent();
        content.getMediaTypes().forEach((type, media) -> {
            var bare = type.replaceFirst(";.*", "");
            if (media.getSchema() == null
                    || !bare.endsWith("json") && media.getSchema().getRef() != null) {
                media.setSchema(OASFactory.createSchema().addType(SchemaType.STRING));
            }
            plain.addMediaType(bare, media);
        });
        return plain;
    }

    private static boolean isPage(Content content, Components components) {
        var json = content.getMediaType("application/json");
        if (json == null || json.getSchema() == null) {
            return false;
        }
        var ref = json.getSchema().getRef();
        var schema =
                ref == null ? json.getSchema() : components.getSchemas().get(ref.substring(ref.lastIndexOf('/') + 1));
        return schema != null
                && schema.getProperties() != null
                && schema.getProperties().keySet().containsAll(List.of("items", "page", "size", "total"));
    }

    private static boolean answersWithContent(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .anyMatch(answer ->
                        answer.getKey().startsWith("2") && answer.getValue().getContent() != null);
    }

    private static boolean has(List<Parameter> parameters, String name) {
        return parameters.stream().anyMatch(parameter -> name.equals(parameter.getName()));
    }

    private static void may(Operation operation, Answer answer, boolean possible) {
        var status = String.valueOf(answer.status);
        var said = operation.getResponses().getAPIResponse(status);
        if (possible || said != null) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            status, OASFactory.createAPIResponse().ref("#/components/responses/" + answer.title));
        }
    }

    private static void bound(Parameter parameter) {
        var schema = parameter.getSchema();
        if (schema == null
                || schema.getType() == null
                || !schema.getType().contains(SchemaType.STRING)
                || schema.getFormat() != null
                || schema.getMaxLength() != null) {
            return;
        }
        schema.setMaxLength(parameter.getIn() == Parameter.In.PATH ? LONGEST_ID : LONGEST_VALUE);
        if (parameter.getIn() == Parameter.In.PATH || "Idempotency-Key".equals(parameter.getName())) {
            schema.setMinLength(1);
        }
    }

    private static Header text(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .description("A refusal (RFC 9457); some have more members than these")
                .addType(SchemaType.OBJECT)
                .required(List.of("type", "title", "status", "detail"))
                .addProperty(
                        "type",
                        string("https://rollcall.example/problems/ and a stable name")
                                .format("uri"))
                .addProperty("title", string("The status in words"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .minimum(BigDecimal.valueOf(400))
                                .maximum(BigDecimal.valueOf(599)))
                .addProperty("detail", string("What is wrong, for a person"))
                .addProperty("instance", string("The address that was asked"))
                .addProperty("clause", string("The clause of the policy that does not allow it"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .description("The fields at fault")
                                .addType(SchemaType.ARRAY)
                                .items(OASFactory.createSchema()
                                        .addType(SchemaType.OBJECT)
                                        .required(List.of("pointer", "detail"))
                                        .addProperty("pointer", string("JSON pointer, or the parameter's name"))
                                        .addProperty("detail", string("What is wrong with it"))));
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    /** How an operation may be refused. */
    private enum Answer {
        BAD_REQUEST(400, "BadRequest", "A part of the request is wrong"),
        NOT_AUTHENTICATED(401, "NotAuthenticated", "A valid token is missing", "WWW-Authenticate"),
        NOT_PERMITTED(403, "NotPermitted", "It is for other roles"),
        NOT_FOUND(404, "NotFound", "It does not exist, or is not yours"),
        NOT_ACCEPTABLE(406, "NotAcceptable", "It cannot be answered in a media type that is accepted"),
        CONFLICT(409, "Conflict", "It cannot be done in the present state, or the policy does not allow it"),
        CHANGED_MEANWHILE(412, "ChangedMeanwhile", "It was changed since the version in If-Match"),
        TOO_LARGE(413, "TooLarge", "The body is too long"),
        UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType", "A body of this media type is not read here"),
        UNPROCESSABLE(422, "Unprocessable", "The Idempotency-Key was given with another request before"),
        TOO_MANY(429, "TooMany", "The person has asked too often", "Retry-After");

        private final int status;
        private final String title;
        private final String description;
        private final @Nullable String header;

        Answer(int status, String title, String description) {
            this(status, title, description, null);
        }

        Answer(int status, String title, String description, @Nullable String header) {
            this.status = status;
            this.title = title;
            this.description = description;
            this.header = header;
        }

        private APIResponse described() {
            var answer = OASFactory.createAPIResponse()
                    .description(description)
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    PROBLEM_JSON,
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
            return header == null ? answer : answer.headers(Map.of(header, text("See RFC 9110")));
        }
    }
}
