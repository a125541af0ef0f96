/** Keeps the attendance records that weeks are assessed by. */
@NullMarked
package org.rollcall.engagement.attendance;

import org.jspecify.annotations.NullMarked;
