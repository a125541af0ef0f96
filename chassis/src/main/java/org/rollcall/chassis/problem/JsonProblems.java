package org.rollcall.chassis.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.EventJson;
import org.rollcall.chassis.event.JsonRefusal;

/**
 * JSON at the REST edge: as strict about time as the topics are, and refused in the same words. It stands around the
 * reader because the problem library's own mappers would answer with the names of our classes.
 */
@Provider
class JsonProblems implements ReaderInterceptor {

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        try {
            return context.proceed();
        } catch (JsonProcessingException wrong) {
            throw problem(wrong);
        } catch (WebApplicationException wrapped) {
            throw wrapped.getCause() instanceof JsonProcessingException wrong ? problem(wrong) : wrapped;
        }
    }

    private static HttpProblem problem(JsonProcessingException wrong) {
        var violation = JsonRefusal.of(wrong);
        var pointer =
                "/" + violation.field().replace('.', '/').replace('[', '/').replace("]", "");
        return Problems.badRequest(pointer, violation.detail());
    }

    /** The strict reading of time, for every JSON that the service reads. */
    @Singleton
    static class Strictness implements ObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            mapper.registerModule(EventJson.TIMES);
        }
    }
}
