/** Refusals at the REST edge as RFC 9457 problems. */
@NullMarked
package org.rollcall.chassis.problem;

import org.jspecify.annotations.NullMarked;
