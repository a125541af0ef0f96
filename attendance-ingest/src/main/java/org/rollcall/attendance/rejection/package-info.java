/** Tells what could not be used, and why. */
@NullMarked
package org.rollcall.attendance.rejection;

import org.jspecify.annotations.NullMarked;
