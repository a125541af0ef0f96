/** Remembers what a table says for as long as it says it. */
@NullMarked
package org.rollcall.attendance.memory;

import org.jspecify.annotations.NullMarked;
