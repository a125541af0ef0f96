/** A university to simulate, and what must come of it by the policy. */
@NullMarked
package org.rollcall.campus;

import org.jspecify.annotations.NullMarked;
