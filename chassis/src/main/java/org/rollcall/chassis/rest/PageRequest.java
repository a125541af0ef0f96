package org.rollcall.chassis.rest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/**
 * Which page of a list is asked for; a {@code @BeanParam}.
 *
 * @param page counted from 0
 * @param size at most 200
 */
public record PageRequest(
        @QueryParam("page") @DefaultValue("0") @Min(0) @Max(1_000_000)
        int page,

        @QueryParam("size") @DefaultValue("50") @Min(1) @Max(200)
        int size) {

    /** How many rows come before this page. */
    public int offset() {
        return page * size;
    }
}
