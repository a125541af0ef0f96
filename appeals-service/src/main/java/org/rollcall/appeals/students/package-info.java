/** Knows the students to whom letters are written, and the addresses that they write from. */
@NullMarked
package org.rollcall.appeals.students;

import org.jspecify.annotations.NullMarked;
