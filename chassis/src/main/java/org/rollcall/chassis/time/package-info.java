/** The one clock, the weeks and years of the university, and the work that falls due by them. */
@NullMarked
package org.rollcall.chassis.time;

import org.jspecify.annotations.NullMarked;
