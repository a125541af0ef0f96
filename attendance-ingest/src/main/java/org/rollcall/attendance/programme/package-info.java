/** Knows of which faculty a programme is. */
@NullMarked
package org.rollcall.attendance.programme;

import org.jspecify.annotations.NullMarked;
