/** Holds the campus to be the same every time, to be as the contracts say, and its expectation to be the policy's. */
@NullMarked
package org.rollcall.campus;

import org.jspecify.annotations.NullMarked;
