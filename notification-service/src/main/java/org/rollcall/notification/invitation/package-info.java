/** Writes appointments as calendars read them (iCalendar, RFC 5545 and 5546). */
@NullMarked
package org.rollcall.notification.invitation;

import org.jspecify.annotations.NullMarked;
