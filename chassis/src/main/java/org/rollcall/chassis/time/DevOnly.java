package org.rollcall.chassis.time;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Keeps {@code /dev} to where a story is lived or tested: nobody needs a token for it, so elsewhere it is not there. That is
 * for the profile with which the service runs to say, not for the one with which it was built.
 */
@Provider
@PreMatching
class DevOnly implements ContainerRequestFilter {

    private static final Pattern PATH = Pattern.compile("/*dev/");

    private final boolean there;

    DevOnly(InstantSource clock) {
        this.there = clock instanceof AdjustableClock
                || ConfigUtils.isProfileActive("local")
                || ConfigUtils.isProfileActive("test");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!there && PATH.matcher(request.getUriInfo().getPath()).lookingAt()) {
            throw new NotFoundException();
        }
    }
}
