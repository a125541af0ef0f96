/** Takes registers, mark by mark. */
@NullMarked
package org.rollcall.attendance.register;

import org.jspecify.annotations.NullMarked;
