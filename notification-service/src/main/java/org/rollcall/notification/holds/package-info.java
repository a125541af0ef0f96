/** Holds back a flood of one kind of e-mail for a person: a mistake in the timetable must not write to ten thousand students. */
@NullMarked
package org.rollcall.notification.holds;

import org.jspecify.annotations.NullMarked;
