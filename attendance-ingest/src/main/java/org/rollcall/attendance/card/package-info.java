/** Knows which student held a card on which day. */
@NullMarked
package org.rollcall.attendance.card;

import org.jspecify.annotations.NullMarked;
