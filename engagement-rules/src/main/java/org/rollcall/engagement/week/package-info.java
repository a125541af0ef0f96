/** Closes weeks by the clock, in order and each once. */
@NullMarked
package org.rollcall.engagement.week;

import org.jspecify.annotations.NullMarked;
