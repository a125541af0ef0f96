/** Tells learning record stores of attendance, as xAPI statements in the Jisc attendance profile. */
@NullMarked
package org.rollcall.attendance.xapi;

import org.jspecify.annotations.NullMarked;
