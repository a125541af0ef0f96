/** Decides what a student's attendance at a session comes to, from the evidence alone. */
@NullMarked
package org.rollcall.attendance.status;

import org.jspecify.annotations.NullMarked;
