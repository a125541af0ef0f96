/** When weeks close, and what that leaves to do. */
@NullMarked
package org.rollcall.engagement.week;

import org.jspecify.annotations.NullMarked;
