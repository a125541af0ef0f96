/** Remembers which events were taken, so that one delivered twice has its effect once. */
@NullMarked
package org.rollcall.chassis.inbox;

import org.jspecify.annotations.NullMarked;
