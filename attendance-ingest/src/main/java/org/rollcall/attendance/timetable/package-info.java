/** Knows the sessions and the students named for them, and closes the sessions when they are due. */
@NullMarked
package org.rollcall.attendance.timetable;

import org.jspecify.annotations.NullMarked;
