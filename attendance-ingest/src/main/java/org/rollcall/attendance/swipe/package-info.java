/** Takes swipes and finds the sessions that they count for. */
@NullMarked
package org.rollcall.attendance.swipe;

import org.jspecify.annotations.NullMarked;
