package org.rollcall.cases.request;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.rollcall.chassis.rest.Page;

/** The neighbours of a page, as {@code Link} headers (RFC 8288). */
public final class Links {

    private Links() {}

    /** A page with its links. */
    public static Response page(Page<?> page, UriInfo uri) {
        var last = page.total() == 0 ? 0 : (int) ((page.total() - 1) / page.size());
        var response = Response.ok(page);
        link(response, uri, 0, "first");
        if (page.page() > 0) {
            link(response, uri, Math.min(page.page() - 1, last), "prev");
        }
        if (page.page() < last) {
            link(response, uri, page.page() + 1, "next");
        }
        link(response, uri, last, "last");
        return response.build();
    }

    private static void link(Response.ResponseBuilder response, UriInfo uri, int page, String relation) {
        var target = uri.getRequestUriBuilder().replaceQueryParam("page", page).build();
        response.header("Link", "<%s>; rel=\"%s\"".formatted(target, relation));
    }
}
