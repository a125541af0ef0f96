/** Shows the swipes and marks that no card, session or place on a session was found for. */
@NullMarked
package org.rollcall.attendance.unmatched;

import org.jspecify.annotations.NullMarked;
