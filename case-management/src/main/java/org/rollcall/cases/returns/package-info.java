/** Keeps what has to be reported to UKVI and to funding bodies, by when, and what holds the clock. */
@NullMarked
package org.rollcall.cases.returns;

import org.jspecify.annotations.NullMarked;
