/** Keeps what could not be read or processed, whole and with its reason. */
@NullMarked
package org.rollcall.chassis.quarantine;

import org.jspecify.annotations.NullMarked;
