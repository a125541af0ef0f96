/** Turns swipes and registers into one attendance record per student and session. */
@NullMarked
package org.rollcall.attendance;

import org.jspecify.annotations.NullMarked;
