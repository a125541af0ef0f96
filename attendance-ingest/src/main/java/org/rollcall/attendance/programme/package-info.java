/** Refuses programmes that are not what the contract says. */
@NullMarked
package org.rollcall.attendance.programme;

import org.jspecify.annotations.NullMarked;
