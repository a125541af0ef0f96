/** Interviews with the Programme Leader: appointed, moved, called off, held or missed. */
@NullMarked
package org.rollcall.cases.interviews;

import org.jspecify.annotations.NullMarked;
