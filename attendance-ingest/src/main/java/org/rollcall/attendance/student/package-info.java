/** Knows which students there are. */
@NullMarked
package org.rollcall.attendance.student;

import org.jspecify.annotations.NullMarked;
