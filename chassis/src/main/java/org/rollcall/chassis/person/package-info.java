/** Who asks, in which role, and whose rows that opens. */
@NullMarked
package org.rollcall.chassis.person;

import org.jspecify.annotations.NullMarked;
