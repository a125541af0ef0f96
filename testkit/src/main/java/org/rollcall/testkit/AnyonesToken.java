package org.rollcall.testkit;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import java.util.List;

/**
 * Lets a {@code @QuarkusTest} that is about something else ask without saying who asks: a call that brings no token gets that
 * of someone who may ask for all that staff and systems may.
 */
public final class AnyonesToken implements QuarkusTestBeforeEachCallback {

    private static final String AUTHORIZATION = "Authorization";

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(List.of((request, response, next) -> {
            if (!request.getHeaders().hasHeaderWithName(AUTHORIZATION)) {
                request.header(AUTHORIZATION, Tokens.anyone().bearer());
            }
            return next.next(request, response);
        }));
    }
}
