/** Keeps one attendance record per student and session, its history, and says what they are. */
@NullMarked
package org.rollcall.attendance.record;

import org.jspecify.annotations.NullMarked;
