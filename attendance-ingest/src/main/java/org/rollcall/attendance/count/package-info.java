/** Counts what was done, once it is done. */
@NullMarked
package org.rollcall.attendance.count;

import org.jspecify.annotations.NullMarked;
