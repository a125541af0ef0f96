package org.rollcall.chassis.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

/**
 * The neighbours of every page that is answered, as {@code Link} headers (RFC 8288). They are relative to the service, so
 * that they hold behind whatever name it is reached by, and nothing is made of a {@code Host} that somebody sent.
 */
@Provider
class PageLinks implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Page<?> page)) {
            return;
        }
        var uri = request.getUriInfo();
        var last = page.total() == 0 ? 0 : (int) ((page.total() - 1) / page.size());
        link(response, uri, 0, "first");
        if (page.page() > 0) {
            link(response, uri, Math.min(page.page() - 1, last), "prev");
        }
        if (page.page() < last) {
            link(response, uri, page.page() + 1, "next");
        }
        link(response, uri, last, "last");
    }

    private static void link(ContainerResponseContext response, UriInfo uri, int page, String relation) {
        var here = uri.getRequestUri();
        var target = UriBuilder.fromPath("")
                .replacePath(here.getRawPath())
                .replaceQuery(here.getRawQuery())
                .replaceQueryParam("page", page)
                .build();
        response.getHeaders().add(HttpHeaders.LINK, "<%s>; rel=\"%s\"".formatted(target, relation));
    }
}
