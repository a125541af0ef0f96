package org.rollcall.chassis.rest;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;

/**
 * Holds bodies to the length that their operation allows: one that says it is longer is refused before it is read, one
 * that does not say so when it turns out to be.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
class BodyLimits implements ContainerRequestFilter, ReaderInterceptor {

    private static final long MEBIBYTE = 1024 * 1024;

    private final ResourceInfo resource;
    private final long usual;

    BodyLimits(ResourceInfo resource, @ConfigProperty(name = "rollcall.rest.longest-body") MemorySize usual) {
        this.resource = resource;
        this.usual = usual.asLongValue();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        var most = most();
        if (length != null && isMoreThan(most, length)) {
            throw Problems.tooLarge(most);
        }
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Limited(context.getInputStream(), most()));
        return context.proceed();
    }

    private static boolean isMoreThan(long most, String length) {
        try {
            return Long.parseLong(length.strip()) > most;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private long most() {
        var method = resource.getResourceMethod();
        var limit = method == null ? null : method.getAnnotation(BodyLimit.class);
        return limit == null ? usual : limit.mebibytes() * MEBIBYTE;
    }

    /** Gives so many bytes and refuses to give more. */
    private static final class Limited extends FilterInputStream {

        private final long most;
        private long left;

        Limited(InputStream body, long most) {
            super(body);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            counted(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return counted(super.read(into, offset, length));
        }

        private int counted(int read) {
            left -= Math.max(read, 0);
            if (left < 0) {
                throw Problems.tooLarge(most);
            }
            return read;
        }
    }
}
